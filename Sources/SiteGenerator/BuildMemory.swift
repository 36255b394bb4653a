/// What a run leaves for the next one of the same builder.
struct BuildMemory: Sendable {
  var files = ReadFiles()
  var documents = ParsedDocuments()
}
