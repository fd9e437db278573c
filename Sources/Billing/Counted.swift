/// `1 dose`, `2 doses`; `2 entries` when the plural is said.
package func counted(_ count: Int, _ word: String, plural: String? = nil) -> String {
  "\(count) \(count == 1 ? word : plural ?? word + "s")"
}
