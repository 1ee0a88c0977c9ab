#!/usr/bin/env bash
# Installs what the tests need and runs them all. Arguments go to `dotnet test`, for example: ./test.sh --filter-class "*JudgeTests"
set -euo pipefail
cd "$(dirname "$0")"

# The tests bring their own model and their own Phoenix: what this machine is configured for must not leak in.
while IFS='=' read -r name _; do
  case "$name" in OPENAI_* | PHOENIX_* | OTEL_* | SUPPORTDASHBOARD_*) unset "$name" ;; esac
done < <(env)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# Debian's packages; one retry, because dpkg can fail half-way the first time.
install_debian() {
  local try
  for try in 1 2; do
    if apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; then
      return 0
    fi
    echo "test.sh: installing $* failed (try $try)" >&2
    apt-get -f install -y -q || true
  done
  return 1
}

# Playwright's own download, with the driver that its package brings along.
install_playwright_chromium() {
  local driver
  driver=$(find SupportDashboard.Tests/bin -type d -name .playwright | head -n 1)
  "$(find "$driver/node" -type f -name 'node*' | head -n 1)" "$driver/package/cli.js" install chromium
}

dotnet build SupportDashboard.sln --nologo -v quiet

if chromium=$(find_chromium); then
  export CHROMIUM_PATH="$chromium"
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "test.sh: no Chromium found, installing Debian's package"
  # With a font, so that pages are not drawn with boxes.
  install_debian chromium fonts-dejavu-core
  CHROMIUM_PATH=$(find_chromium)
  export CHROMIUM_PATH
else
  echo "test.sh: no Chromium found, downloading Playwright's own"
  install_playwright_chromium
fi
echo "test.sh: browser tests use ${CHROMIUM_PATH:-the Chromium that Playwright downloaded}"

# The tests start a server of their own; without any they are skipped and say so, and in CI they fail.
if ! compgen -G "${PG_BIN:-/usr/lib/postgresql/*/bin}/initdb" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "test.sh: no PostgreSQL found, installing Debian's package"
  install_debian postgresql
fi

exec dotnet test --project SupportDashboard.Tests --no-build --no-progress --no-ansi "$@"
