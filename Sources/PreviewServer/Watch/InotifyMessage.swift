#if os(Linux) || os(Android)
  #if canImport(Glibc)
    internal import Glibc
  #elseif canImport(Musl)
    internal import Musl
  #elseif canImport(Android)
    internal import Android
  #endif

  /// One message of inotify, out of the bytes that a read gives.
  struct InotifyMessage {
    let watch: Int32
    let mask: UInt32
    /// What in the watched folder it is about; empty for the folder itself.
    let name: String

    func has(_ flags: Int32) -> Bool { mask & UInt32(bitPattern: flags) != 0 }

    func has(_ flags: UInt32) -> Bool { mask & flags != 0 }

    static func all(in bytes: [UInt8]) -> [InotifyMessage] {
      let size = MemoryLayout<inotify_event>.size
      var messages: [InotifyMessage] = []
      bytes.withUnsafeBytes { buffer in
        var start = 0
        while start + size <= buffer.count {
          let event = buffer.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
          let end = min(start + size + Int(event.len), buffer.count)
          // The name is filled up with zeros.
          let name = String(decoding: buffer[(start + size)..<end].prefix { $0 != 0 }, as: UTF8.self)
          messages.append(InotifyMessage(watch: event.wd, mask: event.mask, name: name))
          start = end
        }
      }
      return messages
    }
  }
#endif
