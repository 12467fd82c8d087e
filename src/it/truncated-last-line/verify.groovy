def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("1 violation in ${new File(basedir, 'artifacts/plan1')}; something other than persist-metrics"
        + ' wrote the files: correct them there:')
assert log.contains("resource_usage.jsonl:2:97: the file is cut off; expected ',' or '}'")
