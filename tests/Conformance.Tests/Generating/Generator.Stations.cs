using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Generating;

/// <summary>Stories about a class that owns several handles that hang on each other.</summary>
internal sealed partial class Generator
{
    private void Stations(Scope scope)
    {
        _features.Add("owner");
        bool owns = Chance(0.7), keepsLast = Chance(0.5), isLazy = Chance(0.4), many = !isLazy && Chance(0.3);
        _types["Station"] = Apart(() => Station(owns, keepsLast, isLazy, many));
        string station = Name("station"), binding = owns ? "" : Name("binding");
        if (!owns)
            _code.Line($"using RxBinding {binding} = device.BindRx(memory, [0], AutoreleaseMode.{_mode});");
        string acquire = owns ? "new Station(device, memory)" : $"new Station({binding})";
        if (_goesWrong && Chance(0.3))
        {
            // The object itself is ended on the normal way only.
            _code.Line($"Station {station} = {acquire};");
            Served(station, keepsLast, isLazy);
            _code.Line(Chance(0.7) ? $"{station}.Dispose();" : $"if ({Flag()}) {station}.Dispose();");
            return;
        }

        _code.Line($"using Station {station} = {acquire};");
        Served(station, keepsLast, isLazy);
        if (!owns && _goesWrong && Chance(0.3))
            _code.Line($"{binding}.Unbind();");
    }

    private void Served(string station, bool keepsLast, bool isLazy)
    {
        int times = 1 + _random.Next(2);
        for (int i = 0; i < times; i++)
        {
            if (isLazy)
                _code.Line(Chance(0.7) ? $"{station}.Open();" : $"if ({Flag()}) {station}.Open();");
            if (keepsLast)
                _code.Line($"{station}.Next(linear);");
        }
    }

    private void Station(bool owns, bool keepsLast, bool isLazy, bool many) => _code.Block("sealed class Station : IDisposable", () =>
    {
        _code.Line("private readonly RxBinding _binding;");
        _code.Line(many ? "private readonly List<DevmemSocket> _sockets = new();" : isLazy ? "private DevmemSocket? _socket;" : "private readonly DevmemSocket _socket;");
        if (keepsLast)
            _code.Line("private FragmentBatch? _last;");
        _code.Line("");
        _code.Block(owns ? "public Station(DevmemDevice device, Dmabuf memory)" : "public Station(RxBinding binding)", () =>
        {
            _code.Line("_binding = " + (owns ? $"device.BindRx(memory, [0], AutoreleaseMode.{_mode});" : "binding;"));
            Opened(owns, isLazy, many);
        });
        if (isLazy)
            LazyOpen();
        if (keepsLast)
            Next(isLazy, many);
        _code.Line("");
        _code.Block("public void Dispose()", () => StationEnds(owns, keepsLast, isLazy, many).ForEach(_code.Line));
    });

    /// <summary>If attaching throws, the binding is lost with the half-made object, unless the constructor ends it.</summary>
    private void Opened(bool owns, bool isLazy, bool many)
    {
        if (isLazy)
            return;
        string attach = many ? "_sockets.Add(_binding.Attach(Calls.Connect()));" : "_socket = _binding.Attach(Calls.Connect());";
        if (!owns || (_goesWrong && Chance(0.3)))
        {
            _code.Line(attach);
            return;
        }

        _code.Block("try", () => _code.Line(attach));
        _code.Block("catch", () =>
        {
            _code.Line("_binding.Unbind();");
            _code.Line("throw;");
        });
    }

    private void LazyOpen()
    {
        _code.Line("");
        _code.Block("public void Open()", () =>
        {
            if (_goesWrong && Chance(0.3))
                _goesWrong = false;
            else if (Chance(0.5))
                _code.Line("_socket?.Close();");
            else
                _code.Block("if (_socket is not null)", () => _code.Line("return;"));
            _code.Line("_socket = _binding.Attach(Calls.Connect());");
        });
    }

    private void Next(bool isLazy, bool many)
    {
        _code.Line("");
        _code.Block("public void Next(byte[] linear)", () =>
        {
            if (isLazy)
            {
                _code.Line("if (_socket is null)");
                _code.Line("    return;");
            }

            if (_goesWrong && Chance(0.3))
                _goesWrong = false;
            else
                _code.Line("_last?.Dispose();");
            if (many)
                _code.Line("_last = null;");
            _code.Line(many ? "foreach (DevmemSocket each in _sockets)" : "_last = _socket.Receive(linear);");
            if (many)
                _code.Line("    each.Receive(linear).Dispose();");
        });
    }

    private List<string> StationEnds(bool owns, bool keepsLast, bool isLazy, bool many)
    {
        List<string> ends = [];
        if (keepsLast)
            ends.Add("_last?.Dispose();");
        ends.Add(many ? "foreach (DevmemSocket each in _sockets) each.Close();" : isLazy ? "_socket?.Close();" : "_socket.Close();");
        if (owns)
            ends.Add(Pick(["_binding.Unbind();", "_binding.Dispose();"]));
        if (!_goesWrong || ends.Count < 2)
            return ends;
        switch (_random.Next(4))
        {
            case 0:
                ends.RemoveAt(_random.Next(ends.Count));
                break;
            case 1:
                ends.Insert(_random.Next(ends.Count), "Calls.Work();");
                break;
            case 2:
                int conditional = _random.Next(ends.Count);
                ends[conditional] = "if (Choose.Flag) " + ends[conditional];
                break;
            default:
                ends.Reverse(_random.Next(ends.Count - 1), 2);
                break;
        }

        return ends;
    }
}
