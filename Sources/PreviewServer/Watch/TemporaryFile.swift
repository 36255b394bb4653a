/// Names that are never part of a site: hidden files, and what editors leave beside a file while they save it.
enum TemporaryFile {
  static func isTemporary(_ name: String) -> Bool {
    // Hidden: .git, .DS_Store, .a.md.swp, .#a.md, .goutputstream-X. Backups: a.md~. Emacs: #a.md#.
    if name.hasPrefix(".") || name.hasSuffix("~") || (name.hasPrefix("#") && name.hasSuffix("#")) { return true }
    // The probe of Vim, and the names that JetBrains' editors write under.
    return name == "4913" || name.hasSuffix("___jb_tmp___") || name.hasSuffix("___jb_old___")
      || name.hasSuffix(".crswap")
  }
}
