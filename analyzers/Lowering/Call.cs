using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>A call in whatever form it is written: method, constructor, accessor, operator.</summary>
/// <param name="Operation">The expression.</param>
/// <param name="Method">What is called.</param>
/// <param name="Receiver">What it is called on; null for a static member or a constructor.</param>
/// <param name="Arguments">The arguments in the order in which they are evaluated.</param>
internal sealed record Call(IOperation Operation, IMethodSymbol Method, IOperation? Receiver, IReadOnlyList<CallArgument> Arguments);

/// <summary>An argument.</summary>
/// <param name="Parameter">The parameter that gets it.</param>
/// <param name="Value">The expression.</param>
internal sealed record CallArgument(IParameterSymbol Parameter, IOperation Value);
