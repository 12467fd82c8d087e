println new File(basedir, 'build.log').getText('UTF-8')
