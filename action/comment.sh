#!/usr/bin/env bash
# Writes the report as a comment on the pull request, or renews the one from an earlier run.
set -eu

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
earlier=$(gh api --paginate "$comments" \
  --jq '.[] | select(.user.type == "Bot" and (.body | startswith("## Halyard: "))) | .id' | head -n 1)

if [ -n "$earlier" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" -F "body=@$REPORT_FILE"
else
  gh api --silent --method POST "$comments" -F "body=@$REPORT_FILE"
fi
