package io.sidelight.core.weave;

/**
 * The name of a call site: which advice it runs. For instance {@code
 * jdbc:StatementAdvice:enter:javax}; none of these characters is forbidden in an unqualified name
 * (JVMS 4.2.2). Immutable.
 */
final class AdviceName {
  /** Before the method's name where the advice replaces a parameter. */
  static final String REPLACING = "=";

  private static final String ROOT = "io.sidelight.inst.";

  final String instrumentation;
  final String className;
  final String method;
  final NameSpace space;

  /** Whether the advice takes token and parameter, and returns what takes the parameter's place. */
  final boolean replaces;

  private AdviceName(String instrumentation, String advice, String method, NameSpace space) {
    this.instrumentation = instrumentation;
    this.className = ROOT + instrumentation + ".advice." + advice;
    this.replaces = method.startsWith(REPLACING);
    this.method = replaces ? method.substring(REPLACING.length()) : method;
    this.space = space;
  }

  /** The name of a method's gate; see {@link AdviceGates}. */
  static String gate(String method, boolean keeping) {
    return method + (keeping ? "$keeping" : "$gate");
  }

  static String format(String instrumentation, String advice, String method, NameSpace space) {
    return instrumentation + ':' + advice + ':' + method + ':' + space.label;
  }

  static AdviceName parse(String siteName) {
    int first = siteName.indexOf(':');
    int second = siteName.indexOf(':', first + 1);
    int third = siteName.indexOf(':', second + 1);
    return new AdviceName(
        siteName.substring(0, first),
        siteName.substring(first + 1, second),
        siteName.substring(second + 1, third),
        NameSpace.of(siteName.substring(third + 1)));
  }

  /** Whether a class belongs beside the application rather than in the agent's own loader. */
  static boolean isAppSide(String className) {
    return className.startsWith(ROOT) && className.indexOf(".advice.", ROOT.length()) > 0;
  }
}
