internal import Foundation

/// What tells this program from every other that a site may have been built with: a developer's two builds bear one
/// version.
enum ProgramIdentity {
  static let current: Fingerprint = {
    var recipe = FingerprintBuilder("program")
    let path = Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    var status = stat()
    if stat(path, &status) == 0 {
      let stamp = FileStamp(status)
      recipe.add(Int(stamp.size))
      recipe.add(Int(stamp.time))
      recipe.add(Int(truncatingIfNeeded: stamp.inode))
    }
    return recipe.fingerprint
  }()
}
