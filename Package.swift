// swift-tools-version: 6.2
import PackageDescription

/// Only Tests/Fuzzing/run.sh sets this, and Tests/Sanitizers/run.sh, which shares its build: every target is instrumented
/// then, and the fuzzer's executable is there.
let isFuzzing = Context.environment["SITE_FUZZING"] != nil

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])] : [])

let package = Package(
  name: "site",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "site", targets: ["site"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmarkGFM",
      pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
        .brew(["cmark-gfm"]),
      ]
    ),
    .target(name: "CParserMemory"),
    .target(name: "CCompression", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "StandardTemplates"),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "StoredValues", dependencies: ["Diagnostics"], swiftSettings: settings),
    .target(
      name: "Markdown", dependencies: ["CCmarkGFM", "CParserMemory", "Diagnostics", "HTMLEscaping", "StoredValues"],
      swiftSettings: settings),
    .target(name: "HTMLEscaping", swiftSettings: settings),
    .target(name: "TemplateValues", dependencies: ["HTMLEscaping"], swiftSettings: settings),
    .target(
      name: "TemplateSyntax", dependencies: ["Diagnostics", "HTMLEscaping", "TemplateValues"],
      swiftSettings: settings),
    .target(
      name: "TemplateEngine", dependencies: ["Diagnostics", "HTMLEscaping", "TemplateSyntax", "TemplateValues"],
      swiftSettings: settings),
    .target(name: "ScoreLedger", dependencies: ["Diagnostics", "StoredValues"], swiftSettings: settings),
    .target(name: "IndexCharts", dependencies: ["HTMLEscaping", "ScoreLedger"], swiftSettings: settings),
    .target(
      name: "SiteGenerator",
      dependencies: [
        "CCompression", "Diagnostics", "HTMLEscaping", "IndexCharts", "Markdown", "TemplateEngine", "TemplateValues",
        "ScoreLedger", "StandardTemplates", "StoredValues",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings
    ),
    .target(
      name: "PreviewServer",
      dependencies: [
        "Diagnostics", "HTMLEscaping", "SiteGenerator", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("Client/preview.js"), .embedInCode("Client/preview.css")],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "site",
      dependencies: [
        "Diagnostics", "PreviewServer", "ScoreLedger", "SiteGenerator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    .testTarget(name: "HTMLEscapingTests", dependencies: ["HTMLEscaping"], swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "Diagnostics", "SiteGenerator"],
      exclude: ["Specification", "leaks.py", "pathological.py"], swiftSettings: settings),
    .testTarget(
      name: "TemplateEngineTests",
      dependencies: ["TemplateEngine", "TemplateSyntax", "TemplateValues", "SiteGenerator", "Diagnostics"],
      exclude: ["TemplateLanguage.md", "jinja-cases.md", "compare-with-jinja.py", "benchmark.py"],
      swiftSettings: settings),
    .testTarget(
      name: "ScoreLedgerTests", dependencies: ["ScoreLedger", "Diagnostics"],
      swiftSettings: settings),
    .testTarget(
      name: "IndexChartsTests", dependencies: ["IndexCharts", "ScoreLedger", "Diagnostics"],
      exclude: ["label-collisions.py"], swiftSettings: settings),
    .testTarget(name: "CommandLineTests", dependencies: ["site", "SiteGenerator"], swiftSettings: settings),
    .testTarget(
      name: "SiteGeneratorTests", dependencies: ["SiteGenerator", "ScoreLedger", "TemplateValues", "Diagnostics"],
      exclude: [
        "Broken", "Golden", "NewIndex", "SixtyEditions", "XSS", "YAMLSuite", "browser.py", "durability.py",
        "injection.py", "schema.py",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PreviewServerTests", dependencies: ["PreviewServer", "Diagnostics", "SiteGenerator"],
      exclude: ["serve.py"], swiftSettings: settings),
  ],
  cLanguageStandard: .c2x
)

if isFuzzing {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: ["Diagnostics", "HTMLEscaping", "Markdown", "SiteGenerator", "TemplateEngine", "TemplateValues"],
      path: "Tests/Fuzzing/Sources", swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
