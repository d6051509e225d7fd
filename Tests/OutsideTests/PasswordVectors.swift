import Testing

/// One password and the two hashes that a Mattermost server stored for it.
struct PasswordVector: CustomTestStringConvertible {
    let name: String
    let password: String
    let bcrypt: String
    let pbkdf2: String
    var testDescription: String { name }

    static let all = [
        PasswordVector(
            name: "empty", password: "",
            bcrypt: "$2a$10$gSZylAupRaDSbThPRdNHa.a91BqVuwn.7B57P60bCRGYhXZtYfOCK",
            pbkdf2: "$pbkdf2$f=SHA256,w=600000,l=32$4EJ0aoqSHZt0dKO8ccz/OQ$oWnpQnGjl+x+6J08bTP1OVQ+7ZF29qMaucfyyDY0Rlw"),
        PasswordVector(
            name: "ascii", password: "hunter2",
            bcrypt: "$2a$10$WDhgp5OhsT82IMGfMVI2VO5gMvw9t9GsLXDplXC..ugfK3oniyuYe",
            pbkdf2: "$pbkdf2$f=SHA256,w=600000,l=32$2H1h37Jzrfgk/ZZxlkosvA$lkERvYQfFUbBycl1MnNSkk4wu+SyoC35oek0zGow8dk"),
        PasswordVector(
            name: "phrase", password: "correct horse battery staple",
            bcrypt: "$2a$10$N5yClp8t2C1ShU8819n0xuIt78oqLCKdKlesNgO78uL/qu88mJcR2",
            pbkdf2: "$pbkdf2$f=SHA256,w=600000,l=32$fyyUcl8vodqQnWo2LsarEg$zUX59NgQazmB/nnwXB6x+0vdXDEb15YgqQuCyxoN/lg"),
        PasswordVector(
            name: "unicode", password: "pässwörd🔒",
            bcrypt: "$2a$10$vcPO5OqfPr/x6T6yV7MBk.vp35z9v.d.hNnYImednh3.UVLrEDSP.",
            pbkdf2: "$pbkdf2$f=SHA256,w=600000,l=32$CNkzsnsZnDfdZv8dH2yg3w$6xjgUdYO3F1HKxbuFLSwmg5Jd2aG6VG5QYUQ7+hdDYU"),
        PasswordVector(
            name: "embedded_nul", password: "ab\0cd",
            bcrypt: "$2a$10$BHL.sP5nZmM4PnM5U5S9KOpomOriMCGcuE2iHSBZmLdjlfRTH6sMC",
            pbkdf2: "$pbkdf2$f=SHA256,w=600000,l=32$rVBzJRTDqtNNGuSmq2Yk0g$abGOhpO3f6sIfe+0W5er88RTpyPsqXKr0lbLATRdUIM"),
        PasswordVector(
            name: "exactly_72", password: "a123456789b123456789c123456789d123456789e123456789f123456789g123456789h1",
            bcrypt: "$2a$10$6YZg02vi4qe/edWiyw6jmuaN6wPlKiUK2gBFRRysgWft2jVxhxeNO",
            pbkdf2: "$pbkdf2$f=SHA256,w=600000,l=32$e4UZkOfJ7HB/hw3/Xugcfg$Ty/W+x4Yg+SIhGG0UCZDdWeCsmTQy8vRBZSA4FqvQhI"),
    ]
}
