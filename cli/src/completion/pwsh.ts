import type { CommandWords } from "./words.js";

/** A completion script for PowerShell. */
export function pwshCompletion(commands: readonly CommandWords[]): string {
  return [
    "Register-ArgumentCompleter -Native -CommandName halyard -ScriptBlock {",
    "  param($wordToComplete, $commandAst, $cursorPosition)",
    "  $commands = [ordered]@{",
    ...commands.map(
      ({ name, options, positionals }) =>
        `    ${quoted(name)} = @(${[...options.map((option) => `--${option.name}`), ...positionals].map(quoted).join(", ")})`,
    ),
    "  }",
    "  $values = @{",
    ...commands.flatMap(({ name, options }) =>
      options
        .filter(({ choices }) => choices.length > 0)
        .map(
          (option) =>
            `    ${quoted(`${name} --${option.name}`)} = @(${option.choices.map(quoted).join(", ")})`,
        ),
    ),
    "  }",
    "  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })",
    "  $command = $words | Where-Object { $commands.Contains($_) } | Select-Object -First 1",
    "  if (-not $command) { $command = 'check' }",
    "  $before = if ($wordToComplete) { $words | Select-Object -SkipLast 1 } else { $words }",
    "  $previous = $before | Select-Object -Last 1",
    '  $found = $values["$command $previous"]',
    "  if (-not $found) {",
    "    $found = $commands[$command]",
    "    if (@($before).Count -eq 0) { $found = @($commands.Keys) + $found }",
    "  }",
    '  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)",
    "  }",
    "}",
    "",
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
