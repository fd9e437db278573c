/// Latin letters and punctuation outside ASCII, and the ASCII text that stands for them.
package enum LatinFolding {
  /// What stands for a character: empty when nothing does.
  package static func fold(_ scalar: Unicode.Scalar) -> String {
    if let text = letters[scalar] { return text }
    switch scalar.value {
    case 0x300...0x36F: return ""  // combining accents
    case 0xFF01...0xFF5E:  // the fullwidth form of ASCII
      return Unicode.Scalar(scalar.value - 0xFEE0).map { String($0).uppercased() } ?? ""
    default: break
    }
    if scalar.properties.isWhitespace { return " " }
    // Lower case letters go by their capital: the table has only those.
    let capital = scalar.properties.uppercaseMapping.unicodeScalars
    if capital.count == 1, let single = capital.first, single != scalar {
      return letters[single] ?? ""
    }
    return ""
  }

  private static let letters: [Unicode.Scalar: String] = {
    var letters: [Unicode.Scalar: String] = [:]
    for (text, forms) in table {
      for scalar in forms.unicodeScalars { letters[scalar] = text }
    }
    return letters
  }()

  // Capital letters of Latin-1, Latin Extended-A and -B and Latin Extended Additional by the
  // letter they decompose to, then letters without a decomposition, then punctuation.
  private static let table: [(String, String)] = [
    ("'N", "ŉ"),
    ("A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ"),
    ("AE", "ÆǢǼ"),
    ("B", "ƁḂḄḆ"),
    ("C", "ÇĆĈĊČḈ"),
    ("D", "ÐĎĐƊḊḌḎḐḒ"),
    ("DZ", "ǄǱ"),
    ("E", "ÈÉÊËĒĔĖĘĚƏƐȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"),
    ("F", "ƑḞ"),
    ("G", "ĜĞĠĢǤǦǴḠ"),
    ("H", "ĤĦȞḢḤḦḨḪẖ"),
    ("I", "ÌÍÎÏĨĪĬĮİıƗǏȈȊḬḮỈỊ"),
    ("IJ", "Ĳ"),
    ("J", "Ĵǰ"),
    ("K", "ĶĸƘǨḰḲḴ"),
    ("L", "ĹĻĽĿŁḶḸḺḼ"),
    ("LJ", "Ǉ"),
    ("M", "ḾṀṂ"),
    ("N", "ÑŃŅŇŊƝǸṄṆṈṊ"),
    ("NJ", "Ǌ"),
    ("O", "ÒÓÔÕÖØŌŎŐƆƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"),
    ("OE", "Œ"),
    ("P", "ƤṔṖ"),
    ("R", "ŔŖŘȐȒṘṚṜṞ"),
    ("S", "ŚŜŞŠſȘṠṢṤṦṨ"),
    ("SS", "ßẞ"),
    ("T", "ŢŤŦƬȚṪṬṮṰẗ"),
    ("TH", "Þ"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄṲṴṶṸṺỤỦỨỪỬỮỰ"),
    ("V", "ṼṾ"),
    ("W", "ŴẀẂẄẆẈẘ"),
    ("X", "ẊẌ"),
    ("Y", "ÝŶŸƳȲẎẙỲỴỶỸ"),
    ("Z", "ŹŻŽƵẐẒẔ"),
    ("'", "\u{2018}\u{2019}\u{201A}\u{201B}\u{2032}\u{02BC}\u{02BB}\u{00B4}"),
    ("\"", "\u{201C}\u{201D}\u{201E}\u{201F}\u{2033}\u{00AB}\u{00BB}"),
    ("-", "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}"),
    ("...", "\u{2026}"),
  ]
}
