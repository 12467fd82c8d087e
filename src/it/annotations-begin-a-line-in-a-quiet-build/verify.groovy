def lines = new File(basedir, 'build.log').readLines('UTF-8')

assert lines.findAll { it.contains('::error ') || it.contains('::warning ') }.size() == 2
assert lines.findAll { it.startsWith('::error ') }.size() == 1
assert lines.findAll { it.startsWith('::warning ') }.size() == 1
// Nothing else is printed, so nothing else can have ended the line.
assert !lines.any { it.contains('[INFO] Read ') }
return true
