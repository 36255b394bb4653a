/// What the larger charts have in common: an SVG as wide as its place, with room for labels on both sides.
///
/// Widths are per cent of what is left between the gutters, heights are em: the gutters are classes of the style sheet,
/// since no attribute of SVG can take one from the other.
enum ChartFrame {
  /// The labels' widest, in hundredths of one em, in a wide and in a narrow place.
  static let wideLabel = 1500
  static let narrowLabel = 1050
  /// What is left for the drawing at least, between wide gutters and between narrow ones.
  static let widePlot = 2000
  static let narrowPlot = 1000
  /// From the middle of a line of text to its baseline.
  static let baseline = 35

  /// The class of a gutter: even steps of em, the next that holds a width.
  static func gutter(_ side: String, _ width: Int) -> String {
    let steps = min(max((width + 199) / 200 * 2, 2), 18)
    return "\(side)-\(steps)"
  }

  static func open(_ svg: inout SVGMarkup, kind: String, gutters: [String], height: Int, words: String) {
    svg.open(
      "svg",
      [
        "class": (["plot", kind] + gutters).filter { !$0.isEmpty }.joined(separator: " "), "role": "img",
        "aria-label": words, "width": "100%", "height": Hundredths(height).em,
      ])
  }

  /// A drawing that is stretched in width: a unit of its x is one of `width`, a unit of its y one hundredth of an em.
  static func stretched(
    _ svg: inout SVGMarkup, width: Int, top: Int, height: Int, _ content: (inout SVGMarkup) -> Void
  ) {
    svg.open(
      "svg",
      [
        "y": top == 0 ? "" : Hundredths(top).em, "width": "100%", "height": Hundredths(height).em,
        "viewBox": "0 0 \(max(width, 1)) \(height)", "preserveAspectRatio": "none",
      ])
    content(&svg)
    svg.close("svg")
  }

  static func text(
    _ svg: inout SVGMarkup, _ text: String, kind: String = "", x: Hundredths, y: Int, shift: Int = 0,
    anchor: String = ""
  ) {
    svg.begin("text", class: kind)
    svg.attribute(" x=\"", x, "%")
    svg.attribute(" y=\"", Hundredths(y), "em")
    if shift != 0 { svg.attribute(" dx=\"", Hundredths(shift), "em") }
    if !anchor.isEmpty, anchor != "start" { svg.attribute(" text-anchor=\"", anchor) }
    svg.end()
    svg.finish(text, "</text>")
  }

  static func line(
    _ svg: inout SVGMarkup, kind: String, from: (x: Hundredths, y: Int), to: (x: Hundredths, y: Int)
  ) {
    svg.begin("line", class: kind)
    svg.attribute(" x1=\"", from.x, "%")
    svg.attribute(" y1=\"", Hundredths(from.y), "em")
    svg.attribute(" x2=\"", to.x, "%")
    svg.attribute(" y2=\"", Hundredths(to.y), "em")
    svg.endEmpty()
  }

  static func dot(_ svg: inout SVGMarkup, kind: String, x: Hundredths, y: Int, radius: String) {
    svg.begin("circle", class: kind)
    svg.attribute(" cx=\"", x, "%")
    svg.attribute(" cy=\"", Hundredths(y), "em")
    if !radius.isEmpty { svg.attribute(" r=\"", radius) }
    svg.endEmpty()
  }
}
