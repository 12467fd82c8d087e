def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects').drop(1)
assert logs.length == 2

assert logs[0].contains('4 checkout  100.5 ms  200.5 ms    612 ms   +22 %  p99 <= 551.1 ms (baseline)  REGRESSION at 612 ms  SLO-12')
def regression = logs[0].readLines().find { it.contains("p99 of phase 4 'checkout' is") }
assert regression.contains("p99 of phase 4 'checkout' is 612 ms, 22 % above its baseline of 501 ms (10 runs on main, usually 500 to"
        + ' 502 ms): a regression, beyond 551.1 ms')
assert regression.contains('(<maxIncrease> of <thresholds><fast-checkout> in pom.xml:24; SLO-12)')
assert regression.contains("if it is intended, accept it with the goal accept-metrics, -Dmetricsgate.accept='4:p99' and -Dmetricsgate.reason")

assert logs[1].contains('1 mistake in the configuration of metrics-gate:')
assert logs[1].contains('<thresholds><fast-checkout> compares with earlier runs, and there is no <history>: set one, as in'
        + ' <history>${maven.multiModuleProjectDirectory}/.metrics-history</history>')
return true
