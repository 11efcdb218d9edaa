package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** Finds the value of one option: the first one offered that it accepts, else the default. */
final class Settling<T> {
  static final String DEFAULT = "default";

  private final Option<T> option;
  private @Nullable T accepted;
  private String origin = DEFAULT;

  /** What was wrong, one sentence each, without its end; null for nothing. */
  private @Nullable StringBuilder refused;

  private @Nullable String leftOut;

  Settling(Option<T> option) {
    this.option = option;
  }

  T value() {
    return accepted == null ? option.defaultValue() : accepted;
  }

  String origin() {
    return origin;
  }

  boolean offer(@Nullable String text, String from) {
    return offer(text, null, from, "");
  }

  boolean offer(@Nullable String text, String prefix, String name) {
    return offer(text, null, prefix, name);
  }

  /**
   * Takes the text if it is one that the option accepts. An empty one counts as not given.
   *
   * @param alias what the text is said in, or null for the option's own words
   * @param prefix of the origin's name, apart from it because most offers come to nothing
   * @return whether the option is settled
   */
  boolean offer(@Nullable String text, @Nullable Alias alias, String prefix, String name) {
    String given = text == null ? "" : text.trim();
    if (given.isEmpty()) {
      return false;
    }
    String from = prefix + name;
    String flaw = Type.flaw(given);
    String own = flaw != null || alias == null ? given : alias.translate(given);
    if (own == null) {
      return false;
    }
    accepted = flaw == null ? option.type().parse(own) : null;
    if (accepted == null) {
      refuse(given, from, flaw == null ? "expected " + option.type().accepts() : flaw);
      return false;
    }
    origin = from;
    leftOut = option.type().leftOut(own);
    return true;
  }

  private void refuse(String given, String from, String reason) {
    if (refused == null) {
      refused = new StringBuilder(option.key()).append(": ");
    } else {
      refused.append("; ");
    }
    refused.append(printable(given)).append(" from ").append(from).append(" is not accepted, ");
    refused.append(reason);
  }

  private String printable(String text) {
    return option.secret() ? "***" : Messages.quote(option.type().printable(text));
  }

  /** Tells in one line what was refused and what is used instead. */
  void tell(Messages messages) {
    if (refused != null) {
      String used = option.type().show(value());
      boolean byDefault = accepted == null;
      String shown =
          byDefault && option.defaultText().isEmpty()
              ? "it is left unset"
              : "using " + printable(used) + " (" + origin + ")";
      messages.add(refused + "; " + shown);
    }
    if (leftOut != null) {
      String meant = option.type().nearest(leftOut);
      messages.add(
          option.key()
              + ": "
              + printable(leftOut)
              + " from "
              + origin
              + " is not supported and left out"
              + (meant == null ? "" : " (did you mean " + Messages.quote(meant) + "?)")
              + "; using "
              + printable(option.type().show(value())));
    }
  }
}
