import Foundation
import Markdown
import Testing

@testable import SiteGenerator

/// Pictures of 40 by 30 pixels as an image library writes them; those that are turned show as 30 by 40.
private let pictures: [(name: String, isTurned: Bool, bytes: [UInt8])] = [
  (
    "png", false,
    decoded(
      """
      iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAAL0lEQVR4nO3NIQEAMAgAsHNNLELQPwkVcJitwCK73oV/sorFYrFY
      LBaLxWKxeGUABN8A5KlzRf4AAAAASUVORK5CYII=
      """)
  ),
  (
    "turned.png", true,
    decoded(
      """
      iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAAGmVYSWZNTQAqAAAACAABARIAAwAAAAEABgAAAAAAANZnS2kAAAAv
      SURBVHic7c0hAQAwCACwc00sQtA/CRVwmK3AIrvehX+yisVisVgsFovFYrF4ZQAE3wDkqXNF/gAAAABJRU5ErkJggg==
      """)
  ),
  (
    "gif", false,
    decoded(
      """
      R0lGODdhKAAeAIEAAAxYRAAAAAAAAAAAACwAAAAAKAAeAEAIOgABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatzIsaPHjyBD
      ihxJsqTJkyhTqlzJsqXLlzAxBgQAOw==
      """)
  ),
  (
    "jpg", false,
    decoded(
      """
      /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////
      ////////////////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////
      ////////////wAARCAAeACgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF
      BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW
      V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi
      4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC
      AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm
      Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq
      8vP09fb3+Pn6/9oADAMBAAIRAxEAPwBlFFFBIUUUUAFFFFABRRRQAUUUUAFFFFAH/9k=
      """)
  ),
  (
    "turned.jpg", true,
    decoded(
      """
      /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAKBueIx4ZKCMgoy0qqC+
      8P//8Nzc8P//////////////////////////////////////////////////////////2wBDAaq0tPDS8P//////////////////
      ////////////////////////////////////////////////////////////wAARCAAeACgDASIAAhEBAxEB/8QAHwAAAQUBAQEB
      AQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk
      M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKj
      pKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAA
      AAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl
      8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmq
      srO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwBlFFFBIUUUUAFFFFABRRRQ
      AUUUUAFFFFAH/9k=
      """)
  ),
  (
    "progressive.jpg", false,
    decoded(
      """
      /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////
      ////////////////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////
      ////////////wgARCAAeACgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAVAQEBAAAAAAAAAAAAAAAAAAAAAf/a
      AAwDAQACEAMQAAABkIAAAAB//8QAFBABAAAAAAAAAAAAAAAAAAAAQP/aAAgBAQABBQIn/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/a
      AAgBAwEBPwFf/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAgEBPwFf/8QAFBABAAAAAAAAAAAAAAAAAAAAQP/aAAgBAQAGPwIn
      /8QAFBABAAAAAAAAAAAAAAAAAAAAQP/aAAgBAQABPyEn/9oADAMBAAIAAwAAABDzzzzzz//EABQRAQAAAAAAAAAAAAAAAAAAACD/
      2gAIAQMBAT8QX//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8QX//EABQQAQAAAAAAAAAAAAAAAAAAAED/2gAIAQEAAT8Q
      J//Z
      """)
  ),
  (
    "lossy.webp", false,
    decoded(
      """
      UklGRj4AAABXRUJQVlA4IDIAAAAwAwCdASooAB4AP5nK3Wc5Mi0npWgDIDMJZwDL4A8Kmm4AAP7hr64uE4rxpFQlvhSAAA==
      """)
  ),
  (
    "lossless.webp", false,
    decoded(
      """
      UklGRh4AAABXRUJQVlA4TBEAAAAvJ0AHAAdQrDKUqP+BiOh/AAA=
      """)
  ),
  (
    "extended.webp", false,
    decoded(
      """
      UklGRnIAAABXRUJQVlA4WAoAAAAIAAAAJwAAHQAAVlA4IDIAAAAwAwCdASooAB4AP5nK3Wc5Mi0npWgDIDMJZwDL4A8Kmm4AAP7h
      r64uE4rxpFQlvhSAAEVYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA=
      """)
  ),
  (
    "avif", false,
    decoded(
      """
      AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA
      AAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAJgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEA
      AGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAKAAAAB4AAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwA
      AAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAALm1kYXQSAAoJGBUn60QENBoQMhcex4eFWd///+LA
      AADcqMEFWV9ggcU7cA==
      """)
  ),
  (
    "turned.avif", true,
    decoded(
      """
      AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD1bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAA
      AAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEdAAAAJgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEA
      AGF2MDFDb2xvcgAAAAB0aXBycAAAAFRpcGNvAAAAFGlzcGUAAAAAAAAAKAAAAB4AAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwA
      AAAAE2NvbHJuY2x4AAEADQAGgAAAAAlpcm90AwAAABhpcG1hAAAAAAAAAAEAAQUBAoMEhQAAAC5tZGF0EgAKCRgVJ+tEBDQaEDIX
      HseHhVnf///iwAAA3KjBBVlfYIHFO3A=
      """)
  ),
]

private func decoded(_ text: String) -> [UInt8] {
  Array(Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
}

/// "40x30", or why there is no size.
private func read(_ bytes: [UInt8]) -> String {
  do throws(ImageProblem) {
    let size = try ImageHead.size(bytes)
    return "\(size.width)x\(size.height)"
  } catch { return "\(error)" }
}

@Test func eachFormatTellsItsSize() {
  for picture in pictures { #expect(read(picture.bytes) == (picture.isTurned ? "30x40" : "40x30"), "\(picture.name)") }
}

@Test(
  arguments: [
    ("<svg width='40' height='30px'>", "40x30"), ("<svg viewBox=\"0 0 40 30\">", "40x30"),
    ("<svg viewBox=\" -5,-5 40.4\n29.6 \"/>", "40x30"), ("<svg width='20' viewBox='0 0 40 30'>", "20x15"),
    ("<svg height='60' viewBox='0 0 40 30'>", "80x60"), ("<svg width='100%' height='100%' viewBox='0 0 4 3'>", "4x3"),
    ("<svg width='1in' height='2.54cm'>", "96x96"), ("<svg width='10mm' height='12pt'>", "38x16"),
    (
      "\u{FEFF}<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> -->\n<!DOCTYPE svg [<!ENTITY a '>'>]>\n"
        + "<s:svg xmlns:s='x' data-width='9' width='40' height='30'>",
      "40x30"
    ),
    ("<svg>", "sizeless"), ("<svg width='40'>", "sizeless"), ("<svg width='1e9' height='1'>", "sizeless"),
    ("<svg width='-4' height='3'>", "sizeless"), ("<svg width='4em' height='3'>", "sizeless"),
    ("<svg viewBox='0 0 0 3'>", "sizeless"), ("<svg viewBox='0 0 nan inf'>", "sizeless"),
    ("<svg width='0.1' height='30'>", "sizeless"),
    ("<svg width='99999999999999999999999999999999' height='30'>", "sizeless"), ("<svg width='40", "damaged"),
    ("<svg width=40 height=30>", "damaged"), ("<html>", "damaged"), ("<!-- <svg>", "damaged"),
    ("<!DOCTYPE [", "damaged"),
    ("", "damaged"), ("GIF89a", "damaged"), ("GIF89a\0\0\u{1}\0", "damaged"), ("RIFFxxxxWEBPVP8 ", "damaged"),
    ("RIFFxxxxWEBPVP9 xxxxxxxxxxxxxxxxxx", "damaged"), ("xxxxftypavif", "damaged"),
  ] as [(String, String)])
func aHeadIsRead(text: String, size: String) { #expect(read(Array(text.utf8)) == size) }

@Test func aWidthOfNothingIsDamage() {
  for picture in pictures where picture.name == "png" {
    var bytes = picture.bytes
    bytes.replaceSubrange(16..<20, with: [0, 0, 0, 0])
    #expect(read(bytes) == "damaged")
    bytes.replaceSubrange(16..<20, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(read(bytes) == "4294967295x30")
  }
}

/// Whatever is cut off or changed, there is a size or a problem, never a trap.
@Test func damageNeverTraps() {
  var seed: UInt64 = 20_260_511
  func random(_ count: Int) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(seed >> 33) % count
  }
  var results: Set<String> = []
  for picture in pictures {
    for length in 0..<picture.bytes.count { results.insert(read(Array(picture.bytes[..<length]))) }
    for _ in 0..<2_000 {
      var bytes = picture.bytes
      for _ in 0...random(4) { bytes[random(bytes.count)] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(random(256))][random(6)] }
      results.insert(read(bytes))
    }
  }
  #expect(results.contains("damaged"))
  #expect(results.contains("40x30"))
}
