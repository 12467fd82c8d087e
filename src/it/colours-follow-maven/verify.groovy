def lines = new File(basedir, 'build.log').getText('UTF-8').readLines().findAll { it.contains(' 2 Micro Questions  ') }
def row = ' 2 Micro Questions    95 ms  401.5 ms  812.4 ms  p99 <= 500 ms  '
// Maven 3.6 strips its own colours as well where there is no terminal.
def mavenColours = lines[0].startsWith('[\u001b')

assert lines.size() == 2
assert lines[0].endsWith(row + (mavenColours ? '\u001b[1;31mBROKEN\u001b[m' : 'BROKEN'))
assert lines[1] == '[INFO]' + row + 'BROKEN'
