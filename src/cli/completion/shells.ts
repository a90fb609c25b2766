/** Shells that words can be completed in. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

/*
 * Each script asks the program itself what may stand at the cursor (`flp complete SHELL INDEX WORDS`), so that it never
 * falls behind the commands. The first line of the answer says what follows: words, files or folders; files and folders
 * are completed by the shell, which knows how names with spaces are written. The known package for commander
 * (@bomb.sh/tab) is at 0.0.x and knows neither files nor folders.
 */

const bash = `# flp in bash (3.2 or newer):  source <(flp completion bash)
_flp() {
  local IFS=$'\\n' current="\${COMP_WORDS[COMP_CWORD]}" kind="" line
  COMPREPLY=()
  while IFS= read -r line; do
    if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <("\${COMP_WORDS[0]/#\\~/$HOME}" complete bash "$COMP_CWORD" --listing "\${COMP_TYPE:-9}" -- "\${COMP_WORDS[@]}" 2>/dev/null)
  case $kind in
    :files) compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$current")) ;;
    :folders) compopt -o dirnames 2>/dev/null || COMPREPLY=($(compgen -d -- "$current")) ;;
  esac
}
complete -F _flp flp
`;

const zsh = `#compdef flp
# flp in zsh:  source <(flp completion zsh), after compinit; or as a file _flp in a folder of $fpath
_flp() {
  local -a lines
  lines=("\${(@f)$(\${(Q)words[1]} complete zsh $((CURRENT - 1)) -- "\${(@Q)words}" 2>/dev/null)}")
  local kind=$lines[1]
  shift lines
  [[ $PREFIX == --*=* ]] && compset -P '*='
  case $kind in
    :files) _files ;;
    :folders) _files -/ ;;
    :words) _describe -V 'flp' lines ;;
  esac
}
if [[ $funcstack[1] == _flp ]]; then _flp "$@"; else compdef _flp flp; fi
`;

const fish = `# flp in fish:  flp completion fish | source
function __flp_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($before[1] complete fish (count $before) -- $before "$current" 2>/dev/null)
    set -l prefix (string match -r -- '^--[a-z-]+=' "$current")
    set -l typed (string replace -r -- '^--[a-z-]+=' '' "$current")
    switch "$lines[1]"
        case :files
            for path in (__fish_complete_path "$typed"); echo "$prefix$path"; end
        case :folders
            for path in (__fish_complete_directories "$typed" ''); echo "$prefix$path"; end
        case :words
            printf '%s\\n' $lines[2..]
    end
end
complete -c flp -f -k -a '(__flp_complete)'
`;

const powershell = `# flp in PowerShell:  flp completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName flp -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { [string]$_.Value } else { $_.Extent.Text } })
    $index = $words.Count
    if ($wordToComplete -ne '') { $index -= 1 }
    $lines = @(& $words[0] complete powershell $index '--' @words 2>$null)
    if ($lines.Count -eq 0 -or $lines[0] -ne ':words') { return }
    $lines | Select-Object -Skip 1 | ForEach-Object {
        $word, $description = $_ -split [char]9, 2
        if (-not $description) { $description = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
    }
}
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };

/** The script that teaches a shell to complete the words of `flp`. */
export function scriptFor(shell: Shell): string {
  return scripts[shell];
}
