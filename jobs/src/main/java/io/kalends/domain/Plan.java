package io.kalends.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The ordered list of intended changes: desired minus actual, and actual minus desired. */
public record Plan(List<Action> actions) {

  public static final Plan EMPTY = new Plan(List.of());

  public Plan {
    actions = List.copyOf(actions);
  }

  /** What is to be done now, in order. */
  public List<Action> work() {
    return actions.stream().filter(Action::isWork).toList();
  }

  /** What keeps a run from being green: blocked actions and unusable tables. */
  public List<Action> problems() {
    return actions.stream().filter(Action::isProblem).toList();
  }

  /** What a reader should know and no one has to mend: held and skipped. */
  public List<Action> notices() {
    return actions.stream()
        .filter(a -> a.verdict() == Verdict.HELD || a.verdict() == Verdict.SKIPPED)
        .toList();
  }

  /** Nothing to do and nothing wrong; notices do not count. */
  public boolean isEmpty() {
    return actions.stream().noneMatch(a -> a.isWork() || a.isProblem());
  }

  public Plan forStep(Step step) {
    return new Plan(actions.stream().filter(a -> a.step() == step).toList());
  }

  public Plan forTable(TableName table) {
    return new Plan(actions.stream().filter(a -> a.table().equals(table)).toList());
  }

  /** The tables in the order in which the plan names them. */
  public Set<TableName> tables() {
    return actions.stream().map(Action::table).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
