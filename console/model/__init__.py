"""The desk's vocabulary: verdicts, cases, events, commands. Data only; the rules live in `console.desk`."""
