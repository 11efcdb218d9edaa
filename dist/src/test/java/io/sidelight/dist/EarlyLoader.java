package io.sidelight.dist;

/** An agent that has the application's classes loaded before the next agent comes. */
final class EarlyLoader {
  private EarlyLoader() {}

  /**
   * @param classes their names, with commas between
   */
  public static void premain(String classes) throws ClassNotFoundException {
    for (String name : classes.split(",")) {
      System.out.println("early " + Class.forName(name).getName());
    }
  }
}
