def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects').drop(1)
assert logs.length == 2

// Eleven entries, of which one is damaged: it is named, and the run is compared with the others.
assert logs[0].contains('5 phases, 20 values within the baseline, 0 suspect, 0 regressions')
assert logs[0].contains('Compared with 10 runs on main since 2026-11-01T10:00:00Z')
assert logs[0] =~ /The history has a damaged entry, which was left out: .*20261103T100000000000000Z-0000000000000000.json is cut off: it does not end with a line feed/
assert logs[0].contains('BUILD SUCCESS')
def entries = []
new File(basedir, '.metrics-history').eachFileRecurse { if (it.name.endsWith('.json')) entries << it }
assert entries.size() == 12
assert entries.find { it.name.startsWith('20261103') }.length() == 300

// A history that is no directory: the verdict is printed, then the build fails.
assert logs[1].contains('4 checkout  100.5 ms  200.5 ms  501.5 ms')
assert logs[1].indexOf('5 phases, nothing judged: no threshold is set') < logs[1].indexOf('BUILD FAILURE')
assert logs[1] =~ /The history in .*pom.xml cannot be used, so the run was not compared with earlier runs or not kept: cannot read .*pom.xml: the history must be a directory. Correct that, or leave out <history>/
return true
