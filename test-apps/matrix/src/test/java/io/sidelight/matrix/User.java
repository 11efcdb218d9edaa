package io.sidelight.matrix;

/** The one user that every server knows, and the group that gives the role. */
final class User {
  static final String NAME = "alice";
  static final String PASSWORD = "secret";
  static final String GROUP = "member";

  private User() {}
}
