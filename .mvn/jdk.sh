# Sets and exports JAVA_HOME: a JDK of at least Java 25. For mvnw and kalends, which source it.
# Shell builtins only, since every start of the program comes through here.

is_new_jdk() { # directory
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%%[!0-9]*}
    [ "${value:-0}" -ge 25 ] && return 0
    return 1
  done <"$1/release"
  return 1
}

find_jdk() {
  for jdk in "${JAVA_HOME:-/none}" /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/* /opt/java/* "${HOME:-/none}"/.sdkman/candidates/java/* \
    "${HOME:-/none}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_new_jdk "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  jdk=$(command -v java) && jdk=$(readlink -f "$jdk") && jdk=${jdk%/bin/java} && is_new_jdk "$jdk" || return 1
  JAVA_HOME=$jdk
  export JAVA_HOME
}

find_jdk || {
  echo "kalends: no JDK 25 or later in JAVA_HOME (${JAVA_HOME:-not set}), /usr/lib/jvm, /usr/local/lib/jvm, /opt, ~/.sdkman, ~/.jdks or on the PATH" >&2
  echo "→ install one: 'apt-get install temurin-25-jdk', 'apt-get install openjdk-25-jdk', 'sdk install java 25-tem' or https://adoptium.net; elsewhere: set JAVA_HOME" >&2
  exit 78
}
