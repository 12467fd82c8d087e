def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects').drop(1)
assert logs.length == 6

assert logs[0] =~ /Read 40 runs of 6 phases from data.js, a history of github-action-benchmark, of 20.* to 20/
assert logs[0] =~ /Imported 40 runs into .*\.metrics-history as runs of org.example:a-team-brings-its-history\/artifacts\/plan1 on main/
assert logs[0].contains('verify-metrics now compares a run of this machine with the last 20 of 40 runs on main')
assert logs[1] =~ /Imported 0 runs into .* on main; 40 runs were there already/

// On the first day.
assert logs[2].contains('6 phases, 5 values within the baseline, 1 suspect, 0 regressions')
assert logs[2] =~ /Compared with 20 runs on main since /
assert logs[3].contains('1 regression:')
assert logs[3] =~ /mean of phase .*Bench\.b1\[avgt,threads=1\].* is 300\.6 us.* a regression, 2 runs in a row beyond /
assert logs[3].contains('BUILD FAILURE')

// What verify-metrics judged is of the branch that is checked out here.
assert logs[4].contains('Calibrated on 40 runs on main, 6 series')
assert logs[4] =~ /org\.example\.Bench\.b0\[avgt,threads=1\] mean +40 +[0-9.]+ % +- +\+[0-9]+ % +\+[0-9]+ % +0 +[0-9]+ %/
assert logs[4] =~ /By the present settings \(<confirmations> 2, <window> 20, <minRuns> 10\), 0 of 24 builds would have had a false alarm/
assert logs[4].contains('<regressions>fail</regressions>')
assert logs[4] =~ /<confirmations>[123]<\/confirmations>/
assert new File(basedir, 'target/metrics-gate/calibration.md').text.startsWith('# Calibration\n\n    Calibrated on 40 runs')

// A slip is not passed over.
assert logs[5].contains("-Dmetricsgate.importform is no property of any goal of the plugin, and no pom refers to it (did you mean 'metricsgate.importFrom'?)")
return true
