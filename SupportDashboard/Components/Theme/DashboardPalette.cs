using MudBlazor;

namespace SupportDashboard.Components.Theme;

/// <summary>
/// Every colour of the product, for both modes. Two theme providers print them as CSS variables, the dark set under
/// <c>:root[data-theme=dark]</c>, so switching is a change of one attribute in the browser and never flashes.
/// </summary>
internal static class DashboardPalette
{
    private const string Light = ":root";
    private const string Dark = ":root[data-theme=dark]";

    private static readonly string[] SansSerif = ["Inter", "system-ui", "DejaVu Sans", "sans-serif"];

    public static MudTheme LightTheme { get; } = Create(Light);

    public static MudTheme DarkTheme { get; } = Create(Dark);

    private static MudTheme Create(string scope) => new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2f5bd7",
            PrimaryContrastText = "#ffffff",
            Secondary = "#5b6778",
            Success = "#0d7349",
            SuccessContrastText = "#ffffff",
            Error = "#b3261e",
            ErrorContrastText = "#ffffff",
            Warning = "#8a5a00",
            WarningContrastText = "#ffffff",
            Info = "#2f5bd7",
            TextPrimary = "#16202e",
            TextSecondary = "#5b6778",
            TextDisabled = "#7d8796",
            ActionDefault = "#5b6778",
            ActionDisabled = "#5b6778",
            ActionDisabledBackground = "#e9ecf1",
            Background = "#f6f7f9",
            BackgroundGray = "#eef1f5",
            Surface = "#ffffff",
            LinesDefault = "#e3e6eb",
            LinesInputs = "#c5ccd6",
            TableLines = "#e3e6eb",
            Divider = "#e3e6eb",
            Skeleton = "#e9ecf1",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb0ff",
            PrimaryContrastText = "#0d1420",
            Secondary = "#9aa6b5",
            Success = "#67d3a4",
            SuccessContrastText = "#0d1420",
            Error = "#ff9a90",
            ErrorContrastText = "#20100e",
            Warning = "#f1c36b",
            WarningContrastText = "#201806",
            Info = "#8fb0ff",
            TextPrimary = "#e7ebf1",
            TextSecondary = "#9aa6b5",
            TextDisabled = "#7b8695",
            ActionDefault = "#9aa6b5",
            ActionDisabled = "#9aa6b5",
            ActionDisabledBackground = "#232a34",
            Background = "#11151b",
            BackgroundGray = "#222934",
            Surface = "#181d25",
            LinesDefault = "#2a313c",
            LinesInputs = "#434d5b",
            TableLines = "#2a313c",
            Divider = "#2a313c",
            Skeleton = "#232a34",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SansSerif, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "0.875rem", FontWeight = "500", TextTransform = "none", LetterSpacing = "normal" },
        },
        PseudoCss = new PseudoCss { Scope = scope },
    };
}
