#!/bin/bash
# Builds the shim against a newer CPU libtorch, Debian 13's 2.6, and runs the tests of tensors, layers, networks and training on it, all in a Debian of its
# own in a folder. Needs root, debootstrap, 3 GB and the tests built (dotnet build tests/Native -c Release). Not part of .ci/run.
#
# usage: tests/newer-libtorch.sh [--folder FOLDER] [--suite SUITE] [--mirror URL] [OPTION OF THE TEST PROGRAM...]
#   --folder  where that Debian lies, kept for the next time (rossby/newer-libtorch in the user's cache)
#   --suite   of Debian (trixie)
#   --mirror  a mirror of Debian (debootstrap's own choice)
# Debian 13's oneDNN 3.7.2 is wrong where there is AVX-512, and the shim holds it to AVX2 (src/Bindings/Torch/shim/instructions.cpp); ONEDNN_MAX_CPU_ISA, which
# overrules that, is handed on.
set -euo pipefail
root=$(cd -- "$(dirname -- "$0")/.." && pwd)
# What is mounted below is mounted for this process alone, and gone with it however it ends.
[[ -n ${ROSSBY_OWN_MOUNTS-} || $(id -u) != 0 ]] || exec env ROSSBY_OWN_MOUNTS=1 unshare --mount "$0" "$@"
folder=${XDG_CACHE_HOME:-$HOME/.cache}/rossby/newer-libtorch suite=trixie mirror=
while [[ $# -gt 0 ]]; do
    case $1 in
        --folder) folder=$2; shift 2 ;;
        --suite) suite=$2; shift 2 ;;
        --mirror) mirror=$2; shift 2 ;;
        --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) break ;;
    esac
done
[[ $(id -u) == 0 ]] || { echo "tests/newer-libtorch.sh: needs root, for debootstrap and chroot" >&2; exit 69; }
command -v debootstrap > /dev/null || { echo "tests/newer-libtorch.sh: apt-get install debootstrap" >&2; exit 69; }
tests=$root/artifacts/bin/Rossby.Tests.Native/release
[[ -x $tests/Rossby.Tests.Native ]] || { echo "tests/newer-libtorch.sh: dotnet build tests/Native -c Release" >&2; exit 69; }

if [[ ! -e $folder/ready ]]; then
    mkdir -p "$folder"
    debootstrap --variant=minbase --include=g++,cmake,ninja-build,libtorch-dev,libopenblas0-openmp,libdnnl-dev,zlib1g,python3-numpy,python3-torch "$suite" "$folder/debian" ${mirror:+"$mirror"}
    touch "$folder/ready"
fi
debian=$folder/debian
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
bind() { # source, place in the Debian
    mkdir -p "$debian$2"
    mount --bind "$1" "$debian$2"
}
bind "$root" /rossby
bind "$dotnet" /dotnet
bind /proc /proc
bind /dev /dev
golden=${ROSSBY_GOLDEN:-$root/../shared/golden}
[[ -d $golden ]] && bind "$golden" /golden
inside() { chroot "$debian" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root DOTNET_ROOT=/dotnet ROSSBY_GOLDEN=/golden ROSSBY_LIB_TORCH=/built/librossby_torch.so ${ONEDNN_MAX_CPU_ISA:+"ONEDNN_MAX_CPU_ISA=$ONEDNN_MAX_CPU_ISA"} "$@"; }
mkdir -p "$debian/built"
torch=$(inside find /usr -name TorchConfig.cmake -printf '%h\n' | head -1)
inside sh /rossby/src/Bindings/Torch/shim/build.sh /rossby/src/Bindings/Torch/shim /built/cmake /built/librossby_torch.so "$torch"
echo "libtorch: $(inside sh -c "grep -h 'set(PACKAGE_VERSION ' $torch/TorchConfigVersion.cmake")"
if [[ $# == 0 ]]; then
    while read -r file; do set -- "$@" --filter-class "*.$(basename "$file" .cs)"; done < <(find "$root"/tests/Native/{Torch,Models,Train} -name '*Tests.cs')
fi
inside /rossby/artifacts/bin/Rossby.Tests.Native/release/Rossby.Tests.Native "$@"
