package io.sidelight.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers in rows, scenarios in columns: numbered, because their names are long. */
final class Table {
  private final Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();
  private final Map<String, String> remarks = new LinkedHashMap<>();

  /** What was found of a server; empty lists where everything is as expected. */
  synchronized void add(String server, Map<String, List<String>> deviations) {
    rows.put(server, deviations);
  }

  /** Why a server is not there. */
  synchronized void skipped(String server, String remark) {
    remarks.put(server, remark);
  }

  /** The number of servers that are in it. */
  synchronized int size() {
    return rows.size();
  }

  /** As Markdown, which can be read as it is. */
  synchronized String markdown() {
    List<String> columns = new ArrayList<>();
    for (Scenario scenario : Scenarios.ALL) {
      columns.add(scenario.name());
    }
    columns.add(Row.TOTAL);
    StringBuilder text = new StringBuilder("| Server |");
    StringBuilder rule = new StringBuilder("\n|---|");
    for (int i = 1; i <= columns.size(); i++) {
      text.append(' ').append(i).append(" |");
      rule.append("---|");
    }
    text.append(rule).append('\n');
    rows.forEach(
        (server, cells) -> {
          text.append("| ").append(server).append(" |");
          for (String column : columns) {
            int number = cells.getOrDefault(column, List.of("not run")).size();
            text.append(' ').append(number == 0 ? "✓" : number).append(" |");
          }
          text.append('\n');
        });
    text.append('\n');
    for (int i = 0; i < columns.size(); i++) {
      text.append(i + 1).append(". ").append(columns.get(i)).append('\n');
    }
    return text.toString();
  }

  /** Every deviation, and every server that was skipped, in a line of its own. */
  synchronized List<String> details() {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (server, cells) ->
            cells.forEach(
                (scenario, found) ->
                    found.forEach(one -> lines.add(server + ", " + scenario + ": " + one))));
    remarks.forEach((server, remark) -> lines.add(server + " skipped: " + remark));
    return lines;
  }
}
