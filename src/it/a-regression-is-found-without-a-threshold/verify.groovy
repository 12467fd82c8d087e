import groovy.json.JsonSlurper
import java.time.LocalDate
import java.time.ZoneOffset

def logs = new File(basedir, 'build.log').getText('UTF-8').split('Scanning for projects').drop(1)
assert logs.length == 5

// The first slow run: the build goes on.
assert logs[0].contains('4 checkout  100.5 ms  200.5 ms    612 ms   +22 %  p99 <= 529.6 ms (baseline)  suspect at 612 ms')
assert logs[0].contains('5 phases, 19 values within the baseline, 1 suspect, 0 regressions')
assert logs[0].contains('Compared with 10 runs on main since 2026-11-01T10:00:00Z')
assert logs[0].contains("p99 of phase 4 'checkout' is 612 ms, 22 % above its baseline of 501 ms (10 runs on main, usually 500"
        + ' to 502 ms): suspect, the next run decides')

// The second.
assert logs[1].contains('4 checkout  100.5 ms  200.5 ms  610.5 ms   +22 %  p99 <= 529.6 ms (baseline)  REGRESSION at 610.5 ms')
assert logs[1].contains('1 regression:')
assert logs[1].contains("p99 of phase 4 'checkout' is 610.5 ms, 22 % above its baseline of 501 ms (10 runs on main, usually 500"
        + ' to 502 ms): a regression, 2 runs in a row beyond 529.6 ms; if it is intended, accept it with'
        + " the goal accept-metrics, -Dmetricsgate.accept='4:p99' and -Dmetricsgate.reason")
assert logs[1].contains('BUILD FAILURE')

// It is intended.
assert logs[2] =~ /Accepted 1 change in .*metrics-accepted.json; commit it with the change:\R.*  4:p99/
def file = new JsonSlurper().parse(new File(basedir, 'metrics-accepted.json'))
assert file.accepted*.keySet() == [['accepted', 'baseline', 'metric', 'phase', 'phaseName', 'reason', 'value'] as Set]
def change = file.accepted[0]
assert [change.phase, change.phaseName, change.metric, change.reason] == ['4', 'checkout', 'p99', 'fraud-check']
assert [change.baseline, change.value] == [501, 610.5]
assert !LocalDate.parse(change.accepted).isAfter(LocalDate.now(ZoneOffset.UTC))

// The same set is judged again, under the accepted change, and passes; nothing is left to accept.
assert logs[3].contains('5 phases, 20 values within the baseline, 0 suspect, 0 regressions')
assert logs[3].contains('BUILD SUCCESS')
assert logs[4] =~ /Nothing can be accepted: in .*verification.json, nothing is suspect or a regression/

// Ten runs that were there, and two of this build: the second was verified twice.
def entries = []
new File(basedir, '.metrics-history').eachFileRecurse { if (it.name.endsWith('.json')) entries << it }
assert entries.size() == 12
def last = new JsonSlurper().parse(entries.sort { it.name }.last())
assert last.time == '2026-11-12T10:00:00Z'
assert last.phases['4'].values.p99.value == 610.5
assert last.phases['4'].values.p99.accepted == change.accepted + ' 610.5'
return true
