def logs = new File(basedir, 'build.log').getText('UTF-8').split('(?m)^.*Scanning for projects.*$').drop(1)

assert logs.length == 3
assert logs[0].contains('3 phases, 3 thresholds kept, 0 broken, 0 not measured')
// What cannot be seen from inside: no goal of ours has run.
assert logs[1].contains('BUILD SUCCESS')
assert !logs[1].contains('thresholds')
assert logs[2].contains("p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %")
