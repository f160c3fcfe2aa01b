# Adds Golden Thread to "Open with" for .sqlite files, for this user alone: no administrator, and whatever opens them now
# goes on doing so. Run it in the folder of golden-thread.exe; with -Remove it takes away what it added.
# Not run here: written from the documentation of the registry keys it names.
param([switch]$Remove)
$ErrorActionPreference = 'Stop'
$program = Join-Path $PSScriptRoot 'golden-thread.exe'
$classes = 'HKCU:\Software\Classes'
$ours = "$classes\GoldenThread.Plan"
$with = "$classes\.sqlite\OpenWithProgids"
if ($Remove) {
    Remove-Item $ours -Recurse -ErrorAction SilentlyContinue
    Remove-ItemProperty $with -Name 'GoldenThread.Plan' -ErrorAction SilentlyContinue
    Write-Output 'Golden Thread is no longer offered for .sqlite files.'
    exit
}
if (-not (Test-Path $program)) { throw "There is no golden-thread.exe beside this script ($PSScriptRoot)." }
New-Item "$ours\shell\open\command" -Force | Out-Null
Set-ItemProperty $ours '(default)' 'Golden Thread plan'
Set-ItemProperty "$ours\shell\open\command" '(default)' "`"$program`" `"%1`""
New-Item $with -Force | Out-Null
New-ItemProperty $with -Name 'GoldenThread.Plan' -PropertyType String -Value '' -Force | Out-Null
Write-Output 'Golden Thread is now offered under "Open with" for .sqlite files. Nothing else has changed.'
