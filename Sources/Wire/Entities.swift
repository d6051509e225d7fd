/// Names of things that have an id but no struct of their own in this module yet.
public enum Session {}
public enum User {}
public enum Channel {}
public enum Team {}
