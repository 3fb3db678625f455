using System;

namespace Devmem.Conformance.Generating;

/// <summary>Stories about modes: two bindings, of one mode or of two, at one time or one after the other.</summary>
internal sealed partial class Generator
{
    private void Modes()
    {
        _features.Add("modes");
        _features.Add("order");
        bool differs = Chance(0.7);
        AutoreleaseMode other = differs ? (_mode == AutoreleaseMode.On ? AutoreleaseMode.Off : AutoreleaseMode.On) : _mode;
        string first = Name("binding"), second = Name("binding");
        switch (_random.Next(5))
        {
            case 0:
                _code.Line($"using RxBinding {first} = {Bound(0, _mode)};");
                _code.Line($"using RxBinding {second} = {Bound(1, other)};");
                break;
            case 1:
                // One after the other: the first ends on each way to the second, with what hung on it, or not.
                _code.Block($"using (RxBinding {first} = {Bound(0, _mode)})", () => Received(first));
                _code.Block($"using (RxBinding {second} = {Bound(1, other)})", () => Received(second));
                break;
            case 2:
                _code.Line($"RxBinding {first} = {Bound(0, _mode)};");
                _code.Line(Chance(0.5) ? $"if ({Flag()}) {first}.Unbind();" : $"{first}.Unbind();");
                _code.Line($"RxBinding {second} = {Bound(1, other)};");
                _code.Line($"{second}.Unbind();");
                _code.Line($"{first}.Dispose();");
                break;
            case 3:
                _code.Block($"if ({Flag()})", () => _code.Line($"{Bound(0, _mode)}.Unbind();"));
                _code.Block("else", () => _code.Line($"{Bound(1, other)}.Unbind();"));
                break;
            default:
                _features.Add("helper");
                _members["Serve"] = Apart(() => _code.Block("static void Serve(DevmemDevice device, Dmabuf memory, AutoreleaseMode mode)", () => _code.Line("using RxBinding binding = device.BindRx(memory, [1], mode);")));
                _code.Block($"using (RxBinding {first} = {Bound(0, _mode)})", () =>
                {
                    if (Chance(0.5))
                        _code.Line($"Serve(device, memory, AutoreleaseMode.{other});");
                });
                _code.Line($"Serve(device, memory, AutoreleaseMode.{other});");
                break;
        }
    }

    private static string Bound(int queue, AutoreleaseMode mode) => $"device.BindRx(memory, [{queue}], AutoreleaseMode.{mode})";

    private void Received(string binding)
    {
        if (Chance(0.5))
            return;
        string socket = Name("socket");
        _code.Line($"{(Chance(0.7) ? "using " : "")}DevmemSocket {socket} = {binding}.Attach(Calls.Connect());");
        _code.Line($"{socket}.Receive(linear).Dispose();");
    }
}
