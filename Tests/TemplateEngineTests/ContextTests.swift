import Testing

@testable import TemplateEngine
@testable import TemplateSyntax
@testable import TemplateValues

/// Templates whose values are escaped through branches, loops, includes and blocks, and what they print or why not.
private let contexts: [(template: String, extra: [String: String], output: String)] = [
  (
    "<p{% if yes %} class=\"a\"{% else %} id=\"b\"{% endif %}>{{ title }}</p>", [:],
    "<p class=\"a\">Fish &amp; &#34;chips&#34;</p>"
  ),
  (
    "<{% if no %}h2{% else %}h3{% endif %} class=\"x\">{{ n }}</{% if no %}h2{% else %}h3{% endif %}>", [:],
    "<h3 class=\"x\">3</h3>"
  ),
  ("<p class=\"{% for x in xs %}{{ x }} {% endfor %}\">", [:], "<p class=\"a b c \">"),
  (
    "<p{% for x in xs %} data-{% if yes %}a{% endif %}=\"{{ x }}\"{% endfor %}>", [:],
    """
    page:1:50: error: the name of the attribute goes on behind branches [template-context]
        1 | <p{% for x in xs %} data-{% if yes %}a{% endif %}="{{ x }}"{% endfor %}>
          |                                                  ^^
    page:1:55: error: no value is safe as the name of an attribute [template-context]
        1 | <p{% for x in xs %} data-{% if yes %}a{% endif %}="{{ x }}"{% endfor %}>
          |                                                       ^
      help: print it as text, or as an attribute's value in quotes
    page:1:59: error: the name of the attribute goes on behind branches [template-context]
        1 | <p{% for x in xs %} data-{% if yes %}a{% endif %}="{{ x }}"{% endfor %}>
          |                                                           ^

    """
  ),
  (
    "<a href=\"{% if yes %}{{ title }}{% else %}/{% endif %}{{ n }}\">", [:],
    "<a href=\"Fish%20&amp;%20%22chips%223\">"
  ),
  (
    "<a href=\"{% if yes %}/{% else %}/?q={% endif %}{{ n }}\">", [:],
    """
    page:1:51: error: branches have written different parts of this URL [template-context]
        1 | <a href="{% if yes %}/{% else %}/?q={% endif %}{{ n }}">
          |                                                   ^
      help: write the whole address in each branch

    """
  ),
  (
    "<a href=\"{% include \"url\" %}\">{% include \"url\" %}</a>", ["url": "{{ title }}"],
    "<a href=\"Fish%20&amp;%20%22chips%22\">Fish &amp; &#34;chips&#34;</a>"
  ),
  (
    "<script>{% include \"url\" %}</script>", ["url": "{{ title }}"],
    "<script>\"Fish \\u0026 \\\"chips\\\"\"</script>"
  ),
  (
    "<script>var x = {{ page }}, y = {{ xs | tojson }}, z = {{ h }}, e = {{ nothing }};</script>", [:],
    "<script>var x = {\"tags\": [\"x\", \"y\"], \"title\": \"T\"}, y = [\"a\", \"b\", \"c\"], z = \"\\u003cb\\u003ex\\u003c/b\\u003e\", e = null;</script>"
  ),
  (
    "<p title='{{ xs | tojson }}'>{{ xs | tojson }}</p>", [:],
    "<p title='[&#34;a&#34;, &#34;b&#34;, &#34;c&#34;]'>[\"a\", \"b\", \"c\"]</p>"
  ),
  (
    "{% extends \"frame\" %}{% block url %}{{ title }}{% endblock %}",
    ["frame": "<a href=\"{% block url %}{% endblock %}\">{{ title }}</a>"],
    "<a href=\"Fish%20&amp;%20%22chips%22\">Fish &amp; &#34;chips&#34;</a>"
  ),
  (
    "{% include \"open\" %}{{ title }}\">", ["open": "<p title=\""],
    "<p title=\"Fish &amp; &#34;chips&#34;\">"
  ),
  (
    "{% include \"handler\" %}{% if yes %}{{ title }}{% endif %}\">", ["handler": "<p onclick=\""],
    """
    page:1:39: error: no value is safe as an event handler [template-context]
        1 | {% include "handler" %}{% if yes %}{{ title }}{% endif %}">
          |                                       ^^^^^
      help: print it as text, or as an attribute's value in quotes

    """
  ),
  (
    "{% for x in xs %}<script>let x = {{ x }};</script><style>b{color:{{ x }}}</style>{% endfor %}", [:],
    ["a", "b", "c"].map { "<script>let x = \"\($0)\";</script><style>b{color:\($0)}</style>" }.joined()
  ),
  (
    "{% for x in xs %}<p{% endfor %}", [:],
    """
    page:1:13: error: each round of a loop ends where it starts: this one starts in text and ends in the tag `<p>` [template-context]
        1 | {% for x in xs %}<p{% endfor %}
          |             ^^
      help: close in each branch what it opens

    """
  ),
  (
    "<p class=\"{{ n }}", [:],
    """
    page:1:18: error: page ends in the value of `class` [template-context]
        1 | <p class="{{ n }}
          |                  ^

    """
  ),
  (
    "<style>{{ title }}</style>", [:],
    """
    page:1:11: error: values in a style sheet are words, numbers and colours [template-context]
        1 | <style>{{ title }}</style>
          |           ^^^^^
      help: write the rule in the style sheet, and print a class

    """
  ),
  (
    "{% include \"bad\" %}", ["bad": "<a href=\"{{ 'data:x' }}\">"],
    """
    bad:1:13: error: URLs with the scheme `data:` are not printed [template-context]
        1 | <a href="{{ 'data:x' }}">
          |             ^^^^^^^^
    page:1:12: note: included from here
        1 | {% include "bad" %}
          |            ^^^^^
      help: the schemes are http, https, mailto, tel

    """
  ),
  (
    "{{ xs | join(seperator=\",\") }}", [:],
    """
    page:1:14: error: `seperator` is not an argument of `join` [template-filter]
        1 | {{ xs | join(seperator=",") }}
          |              ^^^^^^^^^

    """
  ),
  (
    "{{ xs | map(\"upper\") }}", [:],
    """
    page:1:9: error: a filter's name in `map` is not supported here [template-unsupported]
        1 | {{ xs | map("upper") }}
          |         ^^^
      help: write map(attribute=…)

    """
  ),
  (
    "{% for a, b in xs %}{% endfor %}", [:],
    """
    page:1:16: error: `for` has 2 names, and a member that is text [template-value]
        1 | {% for a, b in xs %}{% endfor %}
          |                ^^

    """
  ),
  (
    "{% for x in xs %}{% for y in xs if loop.first %}{% endfor %}{% endfor %}", [:],
    """
    page:1:36: error: `loop` is not defined [template-undefined]
        1 | {% for x in xs %}{% for y in xs if loop.first %}{% endfor %}{% endfor %}
          |                                    ^^^^

    """
  ),
  (
    "{% for x in xs if x != \"b\" %}{{ loop.index }}/{{ loop.length }} {% endfor %}<a href=\"é{{ n }}\">", [:],
    "1/2 2/2 <a href=\"é3\">"
  ),
  (
    "{{ 2 ** 0.5 }}", [:],
    """
    page:1:6: error: a power is a whole number that is not negative [template-value]
        1 | {{ 2 ** 0.5 }}
          |      ^^

    """
  ),
  (
    "{{ xs | selectattr(\"a\", \"odd\") }}{{ n is divisibleby(0) }}", [:],
    """
    page:1:9: error: filter `selectattr`: a member of the list has no key `a` [template-value]
        1 | {{ xs | selectattr("a", "odd") }}{{ n is divisibleby(0) }}
          |         ^^^^^^^^^^

    """
  ),
  (
    "{{ n is divisibleby(0) }}", [:],
    """
    page:1:9: error: argument 1 of test `divisibleby` must be a number other than zero [template-value]
        1 | {{ n is divisibleby(0) }}
          |         ^^^^^^^^^^^

    """
  ),
]

@Test(arguments: contexts.indices)
func valuesAreWrittenForWhereTheyStand(_ index: Int) {
  let (template, extra, output) = contexts[index]
  #expect(page(template, with: extra) == output, "\(template)")
}

/// Includes and blocks in all kinds of places stay few programs.
@Test func aPartIsCompiledOnceForEachKindOfPlace() {
  let uses = String(repeating: "<p title=\"{% include \"part2\" %}\">{% include \"part2\" %}</p>", count: 200)
  let expected = String(repeating: "<p title=\"3\">3</p>", count: 200)
  #expect(page(uses, with: ["part2": "{{ n }}"]) == expected)
}

private let limits: [(template: String, extra: [String: String], message: String)] = [
  (
    "<p" + (0..<60).map { "{% for x in empty %} a\($0)" }.joined() + String(repeating: "{% endfor %}", count: 60) + ">",
    [:],
    "templates are followed through more than 500000 tags [template-limit]"
  ),
  (
    "{% include \"level0\" %}",
    chain(of: 20).mapValues {
      String(repeating: "{% for x in xs %}", count: 40) + $0 + String(repeating: "{% endfor %}", count: 40)
    }, "more than 400 tags stand inside each other over all includes and blocks [template-limit]"
  ),
  ("{% include \"level0\" %}", chain(of: 40), "more than 32 templates include or extend each other [template-limit]"),
  (
    "{% for a in xs %}{% for b in many %}{% for c in many %}{% for d in many %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    [:], "loops of the page take more than 10000000 steps [template-limit]"
  ),
  (
    "{% for a in many %}{% for b in many %}{{ long }}{% endfor %}{% endfor %}", [:],
    "page is larger than 64 MiB [template-limit]"
  ),
  (
    "{% for a in many %}{% for b in many %}{% set x = long ~ a %}{% endfor %}{% endfor %}", [:],
    "expressions of the page make more than 256 MiB of values [template-limit]"
  ),
  (
    "{% for x in xs %}{{ [x, xs] | length }}{% endfor %}{% set a = [1] %}"
      + String(repeating: "{% set a = [a] %}", count: 101), [:],
    "more than 100 tags or expressions stand inside each other [template-limit]"
  ),
]

/// Each includes the next.
private func chain(of count: Int) -> [String: String] {
  Dictionary(uniqueKeysWithValues: (0..<count).map { ("level\($0)", "{% include \"level\($0 + 1)\" %}") })
    .merging(["level\(count)": "end"]) { $1 }
}

@Test(arguments: limits.indices)
func noTemplateGoesOnWithoutEnd(_ index: Int) {
  let (template, extra, message) = limits[index]
  #expect(page(template, with: extra).contains("error: " + message), "\(template.prefix(80))")
}
