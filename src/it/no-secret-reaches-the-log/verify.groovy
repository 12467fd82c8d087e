def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'artifacts/plan1')

// It ran, said -X things, and failed for the reason it should.
assert log.contains('[DEBUG]') && log.contains('is 900 ms, over its limit of 500 ms by 80 %')

// The canaries are where the user put them, and nowhere else.
def kept = ['phase_metrics.json': 'canary-in-a-phase', 'resource_usage.jsonl': 'canary-in-a-sample']
kept.each { file, canary -> assert new File(set, file).getText('UTF-8').contains(canary) }
assert !log.contains('canary')
def reports = new File(basedir, 'target/metrics-gate').listFiles()
assert reports.length >= 4
reports.each { assert !it.getText('UTF-8').contains('canary') }
assert !new File(set, 'latency_histograms.json').getText('UTF-8').contains('canary')

// No character that colours, turns, hides or ends a line, but for Maven's own: ends of lines and a reset of all colours.
def controls = log.replace('\u001b[0m', '').replace('\u001b[m', '').replace(System.lineSeparator(), '').codePoints().filter { c ->
    int type = Character.getType(c)
    type == Character.CONTROL && c != ('\t' as char) as int || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR
}.toArray()
assert controls.length == 0
assert log.contains('\\u001b[31mRed\\u009b32m\\u0007\\u202eturned')
