internal import FlyingFox
internal import FlyingSocks
internal import Foundation

/// The frames of a page's line (RFC 6455). A page has nothing to say: what it answers to a heartbeat, and that it leaves.
enum BrowserFrames {
  /// The next frame of a browser, its payload passed over.
  /// - Returns: nil where it left.
  /// - Throws: where it says more than it has to say.
  static func next(from socket: AsyncSocket) async throws -> WSFrame? {
    do {
      let start = try await socket.read(bytes: 2)
      let opcode = WSFrame.Opcode(start[0] & 0x0F)
      let (isMasked, length) = (start[1] & 0x80 != 0, Int(start[1] & 0x7F))
      guard [.close, .ping, .pong].contains(opcode), isMasked, length <= 125 else { return nil }
      _ = try await socket.read(bytes: 4 + length)
      return WSFrame(fin: true, opcode: opcode, mask: nil, payload: Data())
    } catch SocketError.disconnected { return nil }
  }

  static func encoded(_ frame: WSFrame) -> [UInt8] {
    let length = frame.payload.count
    var bytes: [UInt8] = [0x80 | frame.opcode.rawValue]
    if length <= 125 {
      bytes.append(UInt8(length))
    } else if length <= UInt16.max {
      bytes += [126, UInt8(length >> 8), UInt8(length & 0xFF)]
    } else {
      bytes.append(127)
      for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
    }
    return bytes + frame.payload
  }
}
