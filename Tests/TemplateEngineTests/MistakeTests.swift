import Testing

/// Each kind of mistake and the whole message that a person reads.
private let mistakes: [(template: String, message: String)] = [
  (
    "{{ titel }}",
    #"""
    page:1:4: error: `titel` is not defined [template-undefined]
        1 | {{ titel }}
          |    ^^^^^
      help: did you mean `title`?

    """#
  ),
  (
    "{{ page.titel }}",
    #"""
    page:1:9: error: `titel` is not a key of this map [template-undefined]
        1 | {{ page.titel }}
          |         ^^^^^
      help: did you mean `title`?

    """#
  ),
  (
    "{{ xs[9] }}",
    #"""
    page:1:7: error: index 9 is outside of a list of 3 [template-undefined]
        1 | {{ xs[9] }}
          |       ^

    """#
  ),
  (
    "{{ title.x }}",
    #"""
    page:1:10: error: text has no keys [template-undefined]
        1 | {{ title.x }}
          |          ^

    """#
  ),
  (
    "{% if yes %}\ntext",
    #"""
    page:2:5: error: `if` is never closed by `endif` [template-syntax]
        2 | text
          |     ^
    page:1:4: note: opened here
        1 | {% if yes %}
          |    ^^

    """#
  ),
  (
    "{% if yes %}{% endfor %}",
    #"""
    page:1:16: error: `endfor` stands where `if` needs `endif` [template-syntax]
        1 | {% if yes %}{% endfor %}
          |                ^^^^^^
    page:1:4: note: opened here
        1 | {% if yes %}{% endfor %}
          |    ^^

    """#
  ),
  (
    "{% endif %}",
    #"""
    page:1:4: error: `endif` without `if` [template-syntax]
        1 | {% endif %}
          |    ^^^^^

    """#
  ),
  (
    "{% foor x in xs %}",
    #"""
    page:1:4: error: `foor` is not a tag [template-unknown-tag]
        1 | {% foor x in xs %}
          |    ^^^^
      help: did you mean `for`?

    """#
  ),
  (
    "{{ title | uper }}",
    #"""
    page:1:12: error: `uper` is not a filter [template-filter]
        1 | {{ title | uper }}
          |            ^^^^
      help: did you mean `upper`?

    """#
  ),
  (
    "{{ title | safe }}",
    #"""
    page:1:12: error: filter `safe`: only code makes HTML; text of a template or of data is never trusted [template-value]
        1 | {{ title | safe }}
          |            ^^^^

    """#
  ),
  (
    "{{ title | replace(\"a\") }}",
    #"""
    page:1:12: error: `replace` takes 2 to 3 arguments, not 1 [template-filter]
        1 | {{ title | replace("a") }}
          |            ^^^^^^^

    """#
  ),
  (
    "{{ n is add }}",
    #"""
    page:1:9: error: `is add` is not a test [template-unknown-test]
        1 | {{ n is add }}
          |         ^^^
      help: did you mean `odd`?

    """#
  ),
  (
    "{% include \"bse\" %}",
    #"""
    page:1:12: error: there is no template `bse` [template-missing]
        1 | {% include "bse" %}
          |            ^^^^^
      help: did you mean `base`?

    """#
  ),
  (
    "{% include \"page\" %}",
    #"""
    page:1:12: error: template leads back to itself [template-cycle]
        1 | {% include "page" %}
          |            ^^^^^^

    """#
  ),
  (
    "{{ title",
    #"""
    page:1:1: error: `{{` is never closed by `}}` [template-syntax]
        1 | {{ title
          | ^^

    """#
  ),
  (
    "{{ \"a }}",
    #"""
    page:1:4: error: text is never closed by its quote [template-syntax]
        1 | {{ "a }}
          |    ^

    """#
  ),
  (
    "{{ a $ b }}",
    #"""
    page:1:6: error: `$` has no meaning inside a tag [template-syntax]
        1 | {{ a $ b }}
          |      ^

    """#
  ),
  (
    "{{ f(1) }}",
    #"""
    page:1:4: error: a call of `f` is not supported here [template-unsupported]
        1 | {{ f(1) }}
          |    ^

    """#
  ),
  (
    "{% macro m() %}",
    #"""
    page:1:4: error: `macro` is not supported here [template-unsupported]
        1 | {% macro m() %}
          |    ^^^^^

    """#
  ),
  (
    "{{ 1 < n < 3 }}",
    #"""
    page:1:10: error: a chain of comparisons is not supported here [template-unsupported]
        1 | {{ 1 < n < 3 }}
          |          ^
      help: join two comparisons with `and`

    """#
  ),
  (
    "{{ 7 // 0 }}",
    #"""
    page:1:6: error: division by zero [template-value]
        1 | {{ 7 // 0 }}
          |      ^^

    """#
  ),
  (
    "{{ {\"a\": 1} }}",
    #"""
    page:1:4: error: a map cannot be printed [template-value]
        1 | {{ {"a": 1} }}
          |    ^^^^^^^^
      help: print one of its keys

    """#
  ),
  (
    "{% block b %}{% endblock %}{% block b %}{% endblock %}",
    #"""
    page:1:37: error: block `b` is defined twice [template-inheritance]
        1 | {% block b %}{% endblock %}{% block b %}{% endblock %}
          |                                     ^
    page:1:10: note: first defined here
        1 | {% block b %}{% endblock %}{% block b %}{% endblock %}
          |          ^

    """#
  ),
  (
    "x{% extends \"base\" %}",
    #"""
    page:1:5: error: `extends` comes first in a template, and once [template-inheritance]
        1 | x{% extends "base" %}
          |     ^^^^^^^

    """#
  ),
  (
    "{% extends \"base\" %}text",
    #"""
    page:1:21: error: a template that extends another prints only inside its blocks [template-inheritance]
        1 | {% extends "base" %}text
          |                     ^^^^

    """#
  ),
  (
    "{% extends \"base\" %}{% block boody %}{% endblock %}",
    #"""
    page:1:30: error: block `boody` is in no template that this one extends [template-inheritance]
        1 | {% extends "base" %}{% block boody %}{% endblock %}
          |                              ^^^^^
      help: did you mean `body`?

    """#
  ),
  (
    "{% extends \"base\" %}{% block extra %}{{ super() }}{% endblock %}",
    #"""
    page:1:30: error: block `extra` is in no template that this one extends [template-inheritance]
        1 | {% extends "base" %}{% block extra %}{{ super() }}{% endblock %}
          |                              ^^^^^
    page:1:41: error: `super()` needs a block `extra` in a template that this one extends [template-inheritance]
        1 | {% extends "base" %}{% block extra %}{{ super() }}{% endblock %}
          |                                         ^^^^^^^

    """#
  ),
  (
    "{{ xs }}",
    #"""
    page:1:4: error: a list cannot be printed [template-value]
        1 | {{ xs }}
          |    ^^
      help: print it with `join`, or its members in a `for` loop

    """#
  ),
  (
    "{{ n + title }}",
    #"""
    page:1:6: error: `+` cannot join a number and text [template-value]
        1 | {{ n + title }}
          |      ^

    """#
  ),
  (
    "{{ n | join }}",
    #"""
    page:1:8: error: filter `join` takes a list, not a number [template-value]
        1 | {{ n | join }}
          |        ^^^^

    """#
  ),
  (
    "{% for x in n %}{% endfor %}",
    #"""
    page:1:13: error: `for` needs a list, not a number [template-value]
        1 | {% for x in n %}{% endfor %}
          |             ^

    """#
  ),
  (
    "{% include \"broken\" %}",
    #"""
    broken:2:4: error: `undefined` is not defined [template-undefined]
        2 | {{ undefined }}
          |    ^^^^^^^^^
    page:1:12: note: included from here
        1 | {% include "broken" %}
          |            ^^^^^^^^

    """#
  ),
  (
    "{{ \"\\q\" }}",
    #"""
    page:1:5: error: unknown escape in a text [template-syntax]
        1 | {{ "\q" }}
          |     ^^
      help: escapes are \n, \r, \t, \\, \", \', \xHH, \uHHHH and \UHHHHHHHH

    """#
  ),
  (
    "{% set loop = 1 %}",
    #"""
    page:1:8: error: `loop` cannot name a variable [template-syntax]
        1 | {% set loop = 1 %}
          |        ^^^^

    """#
  ),
  (
    "{{ 9223372036854775807 + 1 }}",
    #"""
    page:1:24: error: number has more digits than 64 bits hold [template-value]
        1 | {{ 9223372036854775807 + 1 }}
          |                        ^

    """#
  ),
  (
    "{{ 99999999999999999999 }}",
    #"""
    page:1:4: error: number has more digits than 64 bits hold [template-syntax]
        1 | {{ 99999999999999999999 }}
          |    ^^^^^^^^^^^^^^^^^^^^

    """#
  ),
]

@Test(arguments: mistakes.indices)
func mistakesAreExplained(_ index: Int) {
  let (template, message) = mistakes[index]
  #expect(page(template, with: ["broken": "\n{{ undefined }}"]) == message, "\(template)")
}
