internal import StandardTemplates

/// The templates of a new index, as the program carries them: who installs one file can start with it.
enum StandardTemplateFiles {
  /// Relative to Templates/, in the order of their paths.
  static var all: [NewFile] {
    var files: [NewFile] = []
    var next = standardTemplates()
    while let template = next, let path = template.pointee.path, let bytes = template.pointee.bytes {
      var count = 0
      while bytes[count] != 0 { count += 1 }
      files.append(NewFile(path: String(cString: path), bytes: Array(UnsafeBufferPointer(start: bytes, count: count))))
      next = template + 1
    }
    return files
  }
}
