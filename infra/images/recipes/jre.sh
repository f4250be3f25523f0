# shellcheck shell=bash disable=SC2034
java=$(apt-cache depends default-jre-headless | sed -n 's/.*Depends: openjdk-\([0-9]*\)-jre-headless$/\1/p' | head -1)
image=openjdk:$java-jre-slim
packages=("openjdk-$java-jre-headless")
changes=('ENV LANG=C.UTF-8' "ENV JAVA_HOME=/usr/lib/jvm/java-$java-openjdk-$(dpkg --print-architecture)" 'CMD ["java", "-version"]')
