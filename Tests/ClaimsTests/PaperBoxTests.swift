import Practice
import Testing

@testable import Claims

@Suite("The boxes of the form") struct PaperBoxTests {
  @Test("The table has every box once, in order") func tableIsComplete() {
    #expect(PaperBoxTable.rows.map(\.box) == PaperBox.allCases)
  }

  @Test("No two boxes share a cell, and all are on the page") func boxesDoNotOverlap() {
    var owners: [Int: String] = [:]
    for box in PaperBox.allCases {
      for line in 1...(box.isOnServiceLine ? PaperBox.linesOfForm : 1) {
        for column in box.spot.column..<box.spot.column + box.spot.width {
          let cell = box.pageLine(line) * 100 + column
          let owner = owners[cell]
          #expect(owner == nil, "\(box) lies on \(owner ?? "")")
          owners[cell] = "\(box)"
          #expect((1...PaperBox.pageColumns).contains(column))
        }
        #expect((1...PaperBox.pageLines).contains(box.pageLine(line)))
      }
    }
  }

  @Test("Each box lies in one frame of the drawn form") func framesHoldBoxes() {
    for box in PaperBox.allCases where box.spot.item != "carrier" {
      let spot = box.spot
      let last = spot.column + spot.width
      let frames = PaperFrame.rows.filter {
        $0.lines.contains(spot.line) && $0.left <= spot.column && spot.column < $0.right
      }
      let columns = PaperFrame.columns.filter { $0.left <= spot.column && last <= $0.right }
      // The shaded half of a service line is one field across the columns A to G.
      if box == .supplement { continue }
      if box.isOnServiceLine {
        #expect(columns.count == 1, "\(box)")
      } else {
        #expect(frames.count == 1, "\(box)")
        #expect(frames.allSatisfy { last <= $0.right + 1 }, "\(box)")
      }
    }
  }

  @Test("The page can be moved as far as no box leaves it") func offsetsAreBounded() {
    #expect(PaperLayout(top: -2, left: -3).problem == nil)
    #expect(PaperLayout(top: 3, left: 2).problem == nil)
    #expect(PaperLayout(top: -4).problem != nil)
    #expect(PaperLayout(left: 3).problem != nil)
  }
}
