# shellcheck shell=bash disable=SC2034
java=$(apt-cache depends default-jdk-headless | sed -n 's/.*Depends: openjdk-\([0-9]*\)-jdk-headless$/\1/p' | head -1)
image=maven:$(upstream maven | cut -d. -f1-2)-openjdk-$java-slim
packages=("openjdk-$java-jdk-headless" maven)
changes=('ENV LANG=C.UTF-8' "ENV JAVA_HOME=/usr/lib/jvm/java-$java-openjdk-$(dpkg --print-architecture)" 'CMD ["mvn"]')
