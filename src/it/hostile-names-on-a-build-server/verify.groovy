def log = new File(basedir, 'build.log').getText('UTF-8')

def lines = log.readLines()
// Every command that the log has is one of ours.
def commands = lines.findAll { it.startsWith('::') || it.startsWith('##') }
assert commands.findAll { it.startsWith('::') }.size() == 4
assert commands.every {
    it.startsWith('::error title=metrics-gate hostile-names-on-a-build-server::') || it.startsWith('::warning title=metrics-gate hostile-names-on-a-build-server::')
            || it.startsWith('##vso[task.logissue type=error]') || it.startsWith('##vso[task.logissue type=warning]')
            || it.startsWith("##teamcity[buildProblem description='") || it.startsWith("##teamcity[message text='metrics-gate: ")
            || it.startsWith("##teamcity[buildStatisticValue key='metrics-gate.hostile-names-on-a-build-server.")
}
// Azure Pipelines and TeamCity look for theirs anywhere in a line: there is one, at its start.
assert lines.every { it.lastIndexOf('##') <= 0 && (!it.contains('##') || it.startsWith('##vso[task.logissue') || it.startsWith('##teamcity[')) }
assert log.count('##vso[') == 4
assert log.count('##teamcity[buildProblem ') == 2
// No line but Maven's own is begun by what a file says, and none is coloured or turned.
def shown = lines.findAll { it.contains('evil') }
assert shown.size() > 6 && shown.every { line -> line.codePoints().noneMatch { it == 0x1b || it == 0x202e } }

def sentence = "p99 of phase 0 'a\\u000a::error::evil\\u000a\\u0023#vso[task.setvariable varia...ription='evil']\\u000d" +
        "::stop-commands::evil\\u001b[31m\\u202e' is 900 ms, over its limit of 500 ms by 80 %25" +
        ' (<p99Threshold> in pom.xml:21)'
assert lines.contains("::error title=metrics-gate hostile-names-on-a-build-server::$sentence" as String)

def page = new File(basedir, 'step-summary.md').getText('UTF-8')
assert page == new File(basedir, 'target/metrics-gate/summary.md').getText('UTF-8')
for (report in ['TEST-metrics-gate.xml', 'summary.md', 'metrics.txt']) {
    def text = new File(basedir, "target/metrics-gate/$report").getText('UTF-8')
    assert !text.contains('##vso[') && !text.contains('##teamcity[') && text.readLines().every { !it.startsWith('::') }
    assert text.codePoints().noneMatch { it == 0x1b || it == 0x202e }
}
// What is for programs has it as it is.
def json = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/metrics-gate/verification.json'))
assert json.phases[0].name.startsWith('a\n::error::evil\n##vso[task.setvariable variable=x]y\n')
