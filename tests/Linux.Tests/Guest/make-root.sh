#!/bin/bash
# make-root.sh MODULES OUTPUT: packs the guest's root file system: busybox, the .NET runtime of this machine, the built tests, the modules.
#   MODULES  a folder with dtnic.ko and veth.ko, built for the guest's kernel and not compressed
#   OUTPUT   the initramfs to write
# Linux.Tests must have been built. Needs busybox (static), cpio and a .NET runtime of this machine's architecture.
set -euo pipefail
modules=$1
output=$(realpath -m "$2")
here=$(dirname "$(realpath "$0")")
tests=$(ls -d "$here"/../bin/*/net10.0 | head -1)
dotnet=$(dirname "$(realpath "$(command -v dotnet)")")
runtime=$(ls -d "$dotnet"/shared/Microsoft.NETCore.App/10.* | sort -V | tail -1)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

mkdir -p "$root"/{bin,proc,sys,dev,tmp,run,etc,modules,tests,dotnet/shared/Microsoft.NETCore.App}
cp "$(command -v busybox)" "$root/bin/busybox"
cp -r "$dotnet/host" "$dotnet/dotnet" "$root/dotnet/"
cp -r "$runtime" "$root/dotnet/shared/Microsoft.NETCore.App/"
cp -r "$tests/." "$root/tests/"
cp "$modules"/*.ko "$root/modules/"
cp "$here/init" "$root/init"
chmod +x "$root/init"
printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' > "$root/etc/passwd"

# The libraries that the runtime asks for, and the loader where programs name it.
for program in "$root/dotnet/dotnet" "$runtime"/*.so; do
  ldd "$program" 2>/dev/null | grep -o '/[^ ]*' || true
done | sort -u | while read -r library; do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
for name in libssl.so.3 libcrypto.so.3; do
  library=$(ldconfig -p | awk -v name="$name" '$1 == name { print $NF; exit }')
  [ -z "$library" ] || { mkdir -p "$root$(dirname "$library")"; cp -L "$library" "$root$library"; }
done

(cd "$root" && find . | cpio -o -H newc --quiet) > "$output"
