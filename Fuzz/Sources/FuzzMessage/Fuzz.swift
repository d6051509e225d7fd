/// What is read out of a message stands in it, and takes no more room than a few times the message.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self), length = text.utf8.count
    precondition(PlainText.withoutCode(text).utf8.count <= length + 1, "code was added")
    let tags = Hashtags.found(in: text)
    precondition(tags.utf8.count <= Hashtags.lengthLimit && tags.split(separator: " ").allSatisfy { $0.hasPrefix("#") }, "no tags")
    let mentions = PostMentions(text, collectsWords: true)
    let names = mentions.names.joined()
    precondition(names.allSatisfy { !$0.isEmpty && $0.utf8.count <= PostMentions.nameLimit }, "nobody is called that")
    if !mentions.names.isEmpty || mentions.callsChannel || mentions.callsHere {
        precondition(text.utf8.contains(UInt8(ascii: "@")), "nobody was called")
    }
    let plain = PostMentions(text, collectsWords: false)
    precondition(plain.names == mentions.names && plain.words.isEmpty, "keywords change who is named")
    for channel in ChannelNames.found(in: text) { precondition(text.contains("~" + channel), "the channel is not there") }
    return 0
}
