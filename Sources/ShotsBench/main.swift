import Glibc

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "wrapper": try WrapperBenchmark.main(Array(arguments.dropFirst()))
default:
  print("shots-bench wrapper [VARIANT] [ROWS]")
  exit(64)
}
