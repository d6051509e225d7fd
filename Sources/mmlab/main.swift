import Glibc

Interruption.watch()
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
