#!/bin/sh
# Compiles the shim: build.sh <source folder> <build folder> <library> <folder of TorchConfig.cmake>
set -eu
source=$1 build=$2 library=$3 torch=$4
log="$build/log.txt"
mkdir -p "$build"

# A cache made for another source folder or libtorch is of no use, and cmake refuses it.
if [ -f "$build/CMakeCache.txt" ] && ! grep -q "^Torch_DIR:PATH=${torch%/}$" "$build/CMakeCache.txt"; then
    rm -rf "$build"; mkdir -p "$build"
fi

generator="Unix Makefiles"
command -v ninja > /dev/null && generator="Ninja"
if ! { cmake -G "$generator" -DCMAKE_BUILD_TYPE=None -DTorch_DIR="${torch%/}" ${ROSSBY_TORCH_DIR:+-DCMAKE_PREFIX_PATH="$ROSSBY_TORCH_DIR"} -S "$source" -B "$build" > "$log" 2>&1 &&
       cmake --build "$build" --parallel "$(nproc)" >> "$log" 2>&1; }; then
    tail -n 60 "$log" >&2
    echo "error: the shim did not compile; the whole log is $log" >&2
    exit 1
fi

# Beside, then renamed: a running process keeps the copy that it mapped.
cp "$build/librossby_torch.so" "$library.new"
mv "$library.new" "$library"
