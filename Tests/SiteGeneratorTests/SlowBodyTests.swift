import SiteGenerator
import Testing

@Test(
  arguments: [
    (Duration.milliseconds(501), "0.5 s"), (.milliseconds(2_449), "2.4 s"), (.seconds(61), "61.0 s"),
  ])
func aSlowBodyIsNamedWithItsTime(duration: Duration, shown: String) {
  let body = SlowBody(path: "Content/articles/x.md", duration: duration)
  #expect(body.sentence == "Content/articles/x.md took \(shown) of the build")
}
