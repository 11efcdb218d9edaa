package example.undertow;

/** The same, with endpoints called by worker threads, as in WildFly. */
public final class WorkerApp {
  private WorkerApp() {}

  public static void main(String[] args) throws Exception {
    UndertowApp.start(true);
  }
}
